package usher.tool.connection;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** A tenant's tools over HTTP. Where calls go, and who can read them, is decided here: hence by administrators alone. */
@Path("/api/v1/tools/tenant-tools")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ConnectionResource {
    private final Connections connections;
    private final CurrentCaller caller;

    ConnectionResource(Connections connections, CurrentCaller caller) {
        this.connections = connections;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "List a tenant's tools",
            description = "Where they are called, and whether they are switched on.")
    public Uni<Page<ConnectionView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return connections
                .list(caller.tenant(tenant), page.startingAfter(ToolId::fromString), page.fetch())
                .map(rows -> Page.of(
                        rows.stream().map(ConnectionView::of).toList(),
                        page,
                        row -> row.tool().toString()));
    }

    /** Answers 201 when the tenant did not have the tool, else 200; with the webhook secret when one was made for its URL. */
    @PUT
    @Path("{tool}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Give a tenant a tool, or change where it is called",
            description = "201 when the tenant did not have it, with the webhook secret when one was made for"
                    + " its url; the secret is shown once. 400 url-not-allowed, url-malformed,"
                    + " target-required, operation-unknown or risk-too-high; 402 plan-limit-exceeded.")
    public Uni<RestResponse<ConnectionView>> connect(
            @PathParam("tool") ToolId tool,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ConnectTool wanted) {
        return connections
                .connect(caller.tenant(tenant), tool, wanted)
                .map(connected -> RestResponse.status(
                        connected.fresh() ? Status.CREATED : Status.OK, ConnectionView.of(connected)));
    }

    /** Answers with a new secret. The former one goes on signing beside it until {@code former_secret_until}. */
    @POST
    @Idempotent
    @Path("{tool}/secret/rotate")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Replace the webhook secret of a tool",
            description = "Answers with the new one, which is shown once; the former signs beside it until"
                    + " former_secret_until. 409 tool-has-no-secret.")
    public Uni<RestResponse<ConnectionView>> rotate(
            @PathParam("tool") ToolId tool, @QueryParam("tenant") @Nullable TenantId tenant) {
        return connections
                .rotate(caller.tenant(tenant), tool)
                .map(connected -> RestResponse.ok(ConnectionView.of(connected)));
    }

    @DELETE
    @Path("{tool}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Take a tool from a tenant",
            description = "Its secret is forgotten; calls of it stay in the log.")
    public Uni<Void> disconnect(@PathParam("tool") ToolId tool, @QueryParam("tenant") @Nullable TenantId tenant) {
        return connections.disconnect(caller.tenant(tenant), tool);
    }
}
