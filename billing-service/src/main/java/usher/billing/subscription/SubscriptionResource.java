package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** A tenant's subscription. Reading it is the tenant's; changing it is the platform's, as long as nobody pays. */
@Path("/api/v1/billing/subscription")
public class SubscriptionResource {
    private final SubscriptionService subscriptions;
    private final BillingMonths months;
    private final CurrentCaller caller;

    SubscriptionResource(SubscriptionService subscriptions, BillingMonths months, CurrentCaller caller) {
        this.subscriptions = subscriptions;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<SubscriptionView> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return show(subscriptions.standing(caller.tenant(tenant)));
    }

    @PUT
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<SubscriptionView> change(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChangeSubscription wanted) {
        return show(subscriptions.change(caller.tenant(tenant), wanted));
    }

    private Uni<SubscriptionView> show(Uni<Standing> standing) {
        return standing.chain(
                found -> months.current(found.subscription().tenant()).map(month -> SubscriptionView.of(found, month)));
    }
}
