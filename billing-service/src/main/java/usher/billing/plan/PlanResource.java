package usher.billing.plan;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** The plans that a tenant can be put on. They are changed by publishing the next version; subscriptions keep theirs. */
@Path("/api/v1/billing/plans")
public class PlanResource {
    private final Plans plans;
    private final Tenancy tenancy;
    private final CurrentCaller caller;
    private final InstantSource clock;

    PlanResource(Plans plans, Tenancy tenancy, CurrentCaller caller, InstantSource clock) {
        this.plans = plans;
        this.tenancy = tenancy;
        this.caller = caller;
        this.clock = clock;
    }

    /** Each plan in the version in force: too few to be cut into pages, but in the shape of every list. */
    @GET
    @Operation(
            summary = "The plans on offer",
            description =
                    "Tenants see those that they can choose themselves; the platform also those that are off sale.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<PlanView>> list() {
        boolean all = caller.get().ownTenant() == null;
        return tenancy.across(() -> plans.inForce(clock.instant()))
                .map(found -> new Page<>(
                        "list",
                        found.stream()
                                .filter(plan -> all || (plan.selfService() && plan.onSale()))
                                .map(PlanView::of)
                                .toList(),
                        false,
                        null));
    }

    @GET
    @Path("/{plan}/versions")
    @Operation(summary = "The versions of a plan, the newest first")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<PlanView>> versions(@PathParam("plan") String plan, @Valid @BeanParam PageRequest page) {
        var before = page.startingAfter(Integer::valueOf);
        return tenancy.across(() -> plans.versions(plan, before == null ? Integer.MAX_VALUE : before, page.fetch()))
                .map(found -> Page.of(
                        found.stream().map(PlanView::of).toList(), page, view -> String.valueOf(view.version())));
    }

    @POST
    @Idempotent
    @Operation(
            summary = "Publish the next version of a plan",
            description = "Running subscriptions keep the version they have. 400 terms-invalid says what does not fit.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<RestResponse<PlanView>> publish(@NotNull @Valid PublishPlan wanted) {
        var now = clock.instant();
        wanted.check(now);
        return tenancy.across(() -> plans.publish(wanted, now))
                .map(plan -> RestResponse.status(Status.CREATED, PlanView.of(plan)));
    }

    @PUT
    @Path("/{plan}/sale")
    @Operation(
            summary = "Put a plan on sale, or take it off",
            description =
                    "Who is on a plan that is off sale stays on it and may change seats; nobody else goes to it, except by what was scheduled before. 404; 409 plan-needed for the plan that every tenant begins with.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<PlanView> sell(@PathParam("plan") String plan, @NotNull @Valid SellPlan wanted) {
        if (plan.equals(Plans.FIRST) && !wanted.enabled()) {
            throw Refusal.conflict("plan-needed", "Every new tenant begins on this plan.");
        }
        return tenancy.across(() -> plans.sell(plan, wanted.enabled()))
                .chain(() -> tenancy.across(() -> plans.versions(plan, Integer.MAX_VALUE, 1)))
                .map(found -> PlanView.of(found.getFirst()));
    }

    @DELETE
    @Path("/{plan}/versions/{version}")
    @Operation(
            summary = "Withdraw a version that is still to come",
            description = "The version before it stays in force. 404; 409 version-in-force.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<Void> withdraw(@PathParam("plan") String plan, @PathParam("version") int version) {
        return tenancy.across(() -> plans.withdraw(new PlanKey(plan, version), clock.instant()));
    }
}
