package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import usher.billing.entitlement.Entitlements;
import usher.billing.plan.Plans;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Tells the other services again what a tenant may use. The subscription is as it was, so nobody is written to. */
@ApplicationScoped
public class Reminders {
    private final Tenancy tenancy;
    private final Subscriptions subscriptions;
    private final Plans plans;
    private final Entitlements entitlements;
    private final InstantSource clock;

    Reminders(
            Tenancy tenancy, Subscriptions subscriptions, Plans plans, Entitlements entitlements, InstantSource clock) {
        this.tenancy = tenancy;
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    /** After more or fewer limits are used up, if that was not told meanwhile. */
    public Uni<Void> tell(TenantId tenant) {
        return tenancy.in(
                tenant,
                () -> subscriptions
                        .lock(tenant)
                        .chain(found -> entitlements
                                .isUntold(tenant)
                                .chain(untold -> found == null || !untold
                                        ? Uni.createFrom().voidItem()
                                        : renew(found))));
    }

    private Uni<Void> renew(Subscription subscription) {
        subscription.touch(clock.instant());
        return plans.get(subscription.plan())
                .map(plan -> Standing.of(subscription, plan))
                .chain(standing ->
                        entitlements.publish(subscription.tenant(), subscription.version(), standing.told()));
    }
}
