package usher.admin.docs;

import static usher.kit.access.Credential.ANYONE;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import usher.kit.access.Accepts;
import usher.kit.problem.Refusal;

/** The OpenAPI documents behind the reference page, fetched from the service they describe. */
@Path("/docs/openapi")
@Tag(name = "Documentation")
class DocsResource {
    private static final int OK = 200;

    private final DocsConfig config;
    private final WebClient client;

    DocsResource(DocsConfig config, Vertx vertx) {
        this.config = config;
        this.client = WebClient.create(vertx);
    }

    @GET
    @Path("/{service}.json")
    @Accepts(ANYONE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "OpenAPI document of a service",
            description = "chat, tool, admin or billing; 503 service-unavailable while that service is down.")
    public Uni<String> read(@PathParam("service") String service) {
        return client.getAbs(managementOf(service) + "/q/openapi?format=json")
                .timeout(config.timeout().toMillis())
                .send()
                .map(DocsResource::document)
                .onFailure()
                .transform(away -> new Refusal(
                                "service-unavailable", 503, "The service does not answer right now. Try again soon.")
                        .header("Retry-After", "5"));
    }

    private static String document(HttpResponse<Buffer> response) {
        if (response.statusCode() != OK) {
            throw new IllegalStateException("The document is not served: " + response.statusCode());
        }
        return response.bodyAsString();
    }

    private String managementOf(String service) {
        return switch (service) {
            case "chat" -> config.chatUrl();
            case "tool" -> config.toolUrl();
            case "admin" -> config.adminUrl();
            case "billing" -> config.billingUrl();
            default -> throw Refusal.notFound();
        };
    }
}
