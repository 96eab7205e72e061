package usher.tool.direct;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.tool.direct.OperationTrials.Asked;

/** Tries an operation out. */
@Path("/api/v1/tools/integrations/{integration}/operations/{operation}/run")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class OperationTrialResource {
    private final OperationTrials trials;
    private final CurrentCaller caller;

    OperationTrialResource(OperationTrials trials, CurrentCaller caller) {
        this.trials = trials;
        this.caller = caller;
    }

    /** Goes on when the member hangs up: what the other side has done must be stored. */
    @POST
    @Idempotent
    @Cancellable(false)
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Try an operation out, in earnest",
            description =
                    "One that changes something asks for confirm (400 confirmation-required); that, who tries and when is stored"
                            + " before anything is called. It is in the log of calls with origin trial and is not metered. What changes"
                            + " something is sent once, or again by a method that may be repeated (PUT, DELETE).")
    public Uni<RunView> run(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid RunOperation wanted) {
        return trials.run(new Asked(caller.tenant(tenant), caller.member().id(), integration, id), wanted);
    }
}
