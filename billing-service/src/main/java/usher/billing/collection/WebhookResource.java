package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.problem.Refusal;

/** Where payment providers tell what happened. No credential of ours: the provider's signature over the raw body is what counts. */
@Path("/api/v1/billing/webhooks/{provider}")
public class WebhookResource {
    private static final int LARGEST = 1 << 20;

    private final Webhooks webhooks;
    private final RoutingContext http;

    WebhookResource(Webhooks webhooks, RoutingContext http) {
        this.webhooks = webhooks;
        this.http = http;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Takes what a payment provider tells",
            description =
                    "The provider signs the raw body. Events come in any order and number; what they say is looked up. 401 signature-invalid; 404 for a provider without an account; 503 provider-unavailable: tell it again.")
    @Accepts(Credential.ANYONE)
    public Uni<RestResponse<Void>> take(@PathParam("provider") String provider, @NotNull String body) {
        if (body.length() > LARGEST) {
            throw new Refusal("too-large", 413, "The request is too large.");
        }
        return webhooks.take(provider, http.request().headers(), body.getBytes(StandardCharsets.UTF_8))
                .replaceWith(() -> RestResponse.ok());
    }
}
