package usher.admin.oauth.client;

import static usher.kit.access.Credential.ANYONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import usher.admin.oauth.Issuer;
import usher.admin.oauth.OAuthConfig;
import usher.admin.oauth.OAuthError;
import usher.admin.session.Subscriber;
import usher.kit.access.Accepts;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Programs register themselves, as far as they are not too many. */
@Path("/oauth/register")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth")
class RegistrationResource {
    /** Whoever registers is sent to a member at once; after so long it may be forgotten, if it has to be. */
    private static final Duration A_CHANCE = Duration.ofHours(1);

    private final Issuer issuer;
    private final RegistrationLimit limit;
    private final OAuthConfig config;
    private final Tenancy tenancy;
    private final Clients clients;
    private final Ids ids;
    private final InstantSource clock;

    RegistrationResource(
            Issuer issuer,
            RegistrationLimit limit,
            OAuthConfig config,
            Tenancy tenancy,
            Clients clients,
            Ids ids,
            InstantSource clock) {
        this.issuer = issuer;
        this.limit = limit;
        this.config = config;
        this.tenancy = tenancy;
        this.clients = clients;
        this.ids = ids;
        this.clock = clock;
    }

    @POST
    @Accepts(ANYONE)
    @Operation(
            summary = "Register a program",
            description =
                    "Dynamic registration of RFC 7591, without a secret whatever is asked for. Errors have OAuth's body:"
                            + " error and error_description. What nobody lets in is forgotten after a week.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponseSchema(value = ClientView.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "invalid_redirect_uri or invalid_client_metadata")
    @APIResponse(
            responseCode = "429",
            description = "Too many were registered: temporarily_unavailable, with Retry-After")
    public Uni<RestResponse<ClientView>> register(@NotNull JsonNode given, HttpServerRequest request) {
        issuer.url();
        var registration = Registration.read(given);
        return limit.take(Subscriber.of(request))
                .chain(() -> tenancy.across(() -> add(registration)))
                .map(client -> ResponseBuilder.create(Status.CREATED, ClientView.of(client))
                        .header("Cache-Control", "no-store")
                        .build());
    }

    private Uni<Client> add(Registration registration) {
        var now = clock.instant();
        return clients.unused()
                .chain(count -> count < config.unusedClients()
                        ? Uni.createFrom().item(true)
                        : clients.forgetOldestUnused(now.minus(A_CHANCE)))
                .invoke(RegistrationResource::requireRoom)
                .chain(() -> clients.persist(new Client(ids.next(), registration, now)));
    }

    /** Somebody who registers as many as there may be keeps others out for an hour and no longer. */
    private static void requireRoom(boolean room) {
        if (!room) {
            throw OAuthError.tooMany(A_CHANCE.toSeconds());
        }
    }
}
