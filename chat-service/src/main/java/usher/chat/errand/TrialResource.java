package usher.chat.errand;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.chat.model.choice.ModelRole;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** Whether a tenant's model can be reached. */
@Path("/api/v1/chat/admin/models/{role}/test")
public class TrialResource {
    private final ModelTrial trial;
    private final CurrentCaller caller;

    TrialResource(ModelTrial trial, CurrentCaller caller) {
        this.trial = trial;
        this.caller = caller;
    }

    /** Asks the stored model for a word. What that takes is metered, and has to be within the plan. */
    @POST
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Ask a model for a word",
            description = "Shows whether it can be reached. What that takes is metered, and has to be within"
                    + " the plan (402 plan-limit-exceeded).")
    public Uni<ConnectionTest> test(
            @PathParam("role") ModelRole role, @QueryParam("tenant") @Nullable TenantId tenant) {
        return trial.test(caller.tenant(tenant), role);
    }
}
