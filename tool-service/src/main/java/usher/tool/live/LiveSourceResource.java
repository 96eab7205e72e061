package usher.tool.live;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.tool.live.LiveSources.Which;

/** Which operations ground answers, over HTTP. */
@Path("/api/v1/tools/integrations/{integration}/operations/{operation}/live-source")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class LiveSourceResource {
    private final LiveSources sources;
    private final CurrentCaller caller;

    LiveSourceResource(LiveSources sources, CurrentCaller caller) {
        this.sources = sources;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "How an operation grounds answers")
    public Uni<LiveSourceView> get(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId operation,
            @QueryParam("tenant") @Nullable TenantId tenant) {
        return sources.get(new Which(caller.tenant(tenant), integration, operation));
    }

    @PUT
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Let an operation ground answers",
            description =
                    "It has to be one that only reads. While a question is answered it is asked, for less than a second; what it"
                            + " answers is cited and kept nowhere. 409 too-many-live-sources.")
    public Uni<LiveSourceView> save(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId operation,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SaveLiveSource wanted) {
        return sources.save(new Which(caller.tenant(tenant), integration, operation), wanted);
    }

    @DELETE
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Ask an operation for answers no more")
    public Uni<Void> delete(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId operation,
            @QueryParam("tenant") @Nullable TenantId tenant) {
        return sources.delete(new Which(caller.tenant(tenant), integration, operation));
    }
}
