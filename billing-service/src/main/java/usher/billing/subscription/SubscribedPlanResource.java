package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.plan.PlanView;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** The terms that a tenant is on, whether the plan is still on offer to others or not. */
@Path("/api/v1/billing/subscription/plan")
public class SubscribedPlanResource {
    private final SubscriptionService subscriptions;
    private final CurrentCaller caller;

    SubscribedPlanResource(SubscriptionService subscriptions, CurrentCaller caller) {
        this.subscriptions = subscriptions;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "The version of the plan that the subscription is on: prices, charges, limits and features",
            description = "limits are those agreed, where the plan is negotiable.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<PlanView> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return subscriptions.plan(caller.tenant(tenant));
    }
}
