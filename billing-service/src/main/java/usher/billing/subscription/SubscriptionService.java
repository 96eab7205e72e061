package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import usher.billing.entitlement.Entitlements;
import usher.billing.plan.Plan;
import usher.billing.plan.Plans;
import usher.contracts.event.Limit;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Begins, changes and ends subscriptions, and says what they allow. */
@ApplicationScoped
public class SubscriptionService {
    /** The plan that every tenant begins with. */
    private static final String FIRST_PLAN = "free";

    private final Tenancy tenancy;
    private final Subscriptions subscriptions;
    private final Plans plans;
    private final Entitlements entitlements;
    private final InstantSource clock;

    SubscriptionService(
            Tenancy tenancy, Subscriptions subscriptions, Plans plans, Entitlements entitlements, InstantSource clock) {
        this.tenancy = tenancy;
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    /** What the tenant may use now; nothing is listed for a tenant without a subscription. */
    public Uni<List<Limit>> limits(TenantId tenant) {
        return tenancy.in(
                tenant,
                () -> subscriptions
                        .find(tenant)
                        .chain(found -> found == null
                                ? Uni.createFrom().item(List.of())
                                : standing(found)
                                        .map(standing -> standing.entitlement().limits())));
    }

    Uni<Standing> standing(TenantId tenant) {
        return tenancy.in(
                tenant,
                () -> subscriptions
                        .find(tenant)
                        .onItem()
                        .ifNull()
                        .failWith(Refusal::notFound)
                        .chain(this::standing));
    }

    Uni<Standing> change(TenantId tenant, ChangeSubscription wanted) {
        return tenancy.in(
                tenant,
                () -> subscriptions
                        .lock(tenant)
                        .onItem()
                        .ifNull()
                        .failWith(Refusal::notFound)
                        .invoke(SubscriptionService::refuseEnded)
                        .chain(subscription -> offered(wanted.plan()).chain(plan -> put(subscription, plan, wanted))));
    }

    /** Brings the subscription in line with a tenant snapshot, which may come twice, late or out of order. */
    Uni<Void> follow(TenantChanged tenant) {
        return tenancy.in(
                tenant.tenant(),
                () -> subscriptions
                        .lock(tenant.tenant())
                        .chain(found -> found == null ? begin(tenant) : follow(found, tenant)));
    }

    private Uni<Void> begin(TenantChanged tenant) {
        return offered(FIRST_PLAN).chain(plan -> {
            var now = clock.instant();
            var subscription = Subscription.begin(tenant.tenant(), plan.key(), now);
            subscription.follow(tenant.version(), deleted(tenant), now);
            return subscriptions.persist(subscription).chain(() -> publish(Standing.of(subscription, plan)));
        });
    }

    private Uni<Void> follow(Subscription subscription, TenantChanged tenant) {
        return subscription.follow(tenant.version(), deleted(tenant), clock.instant())
                ? standing(subscription).chain(this::publish)
                : Uni.createFrom().voidItem();
    }

    private Uni<Standing> put(Subscription subscription, Plan plan, ChangeSubscription wanted) {
        subscription.change(plan.key(), Negotiation.agree(plan, wanted.amounts()), clock.instant());
        var standing = Standing.of(subscription, plan);
        return publish(standing).replaceWith(standing);
    }

    private Uni<Void> publish(Standing standing) {
        var subscription = standing.subscription();
        return entitlements.publish(subscription.tenant(), subscription.version(), standing.entitlement());
    }

    private Uni<Standing> standing(Subscription subscription) {
        return plans.get(subscription.plan()).map(plan -> Standing.of(subscription, plan));
    }

    private Uni<Plan> offered(String code) {
        return plans.newest(code)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.invalid("/plan", "plan-unknown", "There is no such plan."));
    }

    private static void refuseEnded(Subscription subscription) {
        if (subscription.ended()) {
            throw Refusal.conflict("subscription-ended", "This subscription ended when its tenant was deleted.");
        }
    }

    private static boolean deleted(TenantChanged tenant) {
        return tenant.status() == TenantStatus.DELETED;
    }
}
