package usher.tool.invocation.lookup;

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
import usher.tool.invocation.lookup.LookUps.Which;

/** How it is found out what became of an operation's calls, over HTTP. */
@Path("/api/v1/tools/integrations/{integration}/operations/{operation}/look-up")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class LookUpResource {
    private final LookUps lookUps;
    private final CurrentCaller caller;

    LookUpResource(LookUps lookUps, CurrentCaller caller) {
        this.lookUps = lookUps;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "How it is found out what became of an operation's calls", description = "404 when it is not.")
    public Uni<SaveLookUp> get(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId operation,
            @QueryParam("tenant") @Nullable TenantId tenant) {
        return lookUps.get(new Which(caller.tenant(tenant), integration, operation));
    }

    @PUT
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Say how to find out what became of an operation's calls",
            description =
                    "When nobody knows whether a call did its work, the named operation is asked, up to five times within an hour,"
                            + " and the call is settled by the answer; it is never simply made again. What the last look does not find was"
                            + " not done. Holds for calls that begin from now on. 400 operation-unknown, not-a-read, parameter-unknown,"
                            + " parameter-missing; 409 nothing-to-look-up.")
    public Uni<SaveLookUp> save(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId operation,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SaveLookUp wanted) {
        return lookUps.save(new Which(caller.tenant(tenant), integration, operation), wanted);
    }

    @DELETE
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Leave what became of an operation's calls to people")
    public Uni<Void> delete(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId operation,
            @QueryParam("tenant") @Nullable TenantId tenant) {
        return lookUps.delete(new Which(caller.tenant(tenant), integration, operation));
    }
}
