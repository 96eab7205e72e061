package usher.tool.mcp.authorization;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** Whether a tenant's integration may act for it at an MCP server, over HTTP. */
@Path("/api/v1/tools/integrations/{integration}/authorization")
@Produces(MediaType.APPLICATION_JSON)
class AuthorizationResource {
    private final Authorizations authorizations;
    private final PublicAddresses addresses;
    private final AuthorizationConfig config;
    private final CurrentCaller caller;

    AuthorizationResource(
            Authorizations authorizations,
            PublicAddresses addresses,
            AuthorizationConfig config,
            CurrentCaller caller) {
        this.authorizations = authorizations;
        this.addresses = addresses;
        this.config = config;
        this.caller = caller;
    }

    @POST
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Begin to authorise an integration at its MCP server",
            description =
                    "Answers the URL to open, in the browser that asked: a cookie ties the two together. Beginning again ends what was"
                            + " begun before; what is connected stays so until the new one is finished.")
    @APIResponse(responseCode = "201", description = "The server's authorization server was found and waits.")
    @APIResponse(responseCode = "404", description = "There is no such integration.")
    @APIResponse(
            responseCode = "409",
            description = "authorization-not-used, public-url-missing, or integration-changed: nothing was begun.")
    @APIResponse(
            responseCode = "502",
            description =
                    "What the servers say of themselves does not do: authorization-not-offered, resource-mismatch, issuer-mismatch,"
                            + " pkce-not-supported, url-not-allowed, client-id-required, registration-refused, …")
    public Uni<RestResponse<Begun>> begin(
            @PathParam("integration") IntegrationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        var state = State.of(caller.tenant(tenant));
        var browser = OneTime.text();
        return authorizations
                .begin(id, caller.member().id(), state, browser)
                .map(begun -> ResponseBuilder.create(Status.CREATED, begun)
                        .header("Cache-Control", "no-store")
                        .cookie(cookie(state, browser))
                        .build());
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "Whether an integration is authorised at its MCP server, and for how long")
    public Uni<AuthorizationView> get(
            @PathParam("integration") IntegrationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return authorizations.get(caller.tenant(tenant), id);
    }

    @DELETE
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Sign an integration out of its MCP server: tokens are forgotten here and revoked there")
    public Uni<SignedOut> signOut(
            @PathParam("integration") IntegrationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return authorizations.signOut(caller.tenant(tenant), id);
    }

    /** Lax, since the browser comes back from another site. */
    private NewCookie cookie(State state, String browser) {
        return new NewCookie.Builder(state.cookie())
                .value(browser)
                .path(PublicAddresses.CALLBACK)
                .maxAge((int) config.attemptLife().toSeconds())
                .httpOnly(true)
                .secure(PublicAddresses.isEncrypted(addresses.callback()))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
