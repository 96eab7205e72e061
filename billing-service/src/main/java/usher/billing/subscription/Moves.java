package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import usher.billing.charge.Phase;
import usher.billing.closing.Forecasts;
import usher.billing.closing.Planned;
import usher.billing.entitlement.Entitlement;
import usher.billing.plan.Plan;
import usher.billing.plan.Plans;
import usher.contracts.event.Limit;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** What tenants may do with their subscriptions themselves. */
@ApplicationScoped
class Moves {
    private final SubscriptionService subscriptions;
    private final Plans plans;
    private final Tenancy tenancy;
    private final Overuse overuse;
    private final Forecasts forecasts;
    private final PaymentMeans means;
    private final InstantSource clock;
    private final SubscriptionConfig config;

    Moves(
            SubscriptionService subscriptions,
            Plans plans,
            Tenancy tenancy,
            Overuse overuse,
            Forecasts forecasts,
            PaymentMeans means,
            InstantSource clock,
            SubscriptionConfig config) {
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.tenancy = tenancy;
        this.overuse = overuse;
        this.forecasts = forecasts;
        this.means = means;
        this.clock = clock;
        this.config = config;
    }

    /** {@code any}: also plans that tenants do not choose themselves. */
    Uni<Standing> choose(TenantId tenant, ChoosePlan wanted, boolean any, String by) {
        return canPay(tenant, any)
                .chain(pays -> subscriptions.move(
                        tenant,
                        by,
                        subscription -> offered(wanted, any)
                                .invoke(plan -> requireOnSale(subscription, plan))
                                .invoke(plan -> requirePayable(subscription, plan, pays))
                                .map(plan -> moves(subscription, plan, wanted))));
    }

    Uni<Standing> rest(TenantId tenant, ChangeState wanted, String by) {
        return subscriptions.move(tenant, by, subscription -> {
            var at = When.of(wanted.when(), subscription, clock.instant());
            var move = new Move(wanted.state().state(), subscription.plan(), subscription.seats(), at);
            return Uni.createFrom().item(List.of(move));
        });
    }

    /** What the plan would allow and cost, and which of its limits this month's usage is over. */
    Uni<ChangePreview> weigh(TenantId tenant, ChoosePlan wanted, boolean any) {
        return subscriptions
                .standing(tenant)
                .chain(now -> tenancy.across(() -> offered(wanted, any))
                        .invoke(plan -> requireOnSale(now.subscription(), plan))
                        .chain(plan -> overuse.of(tenant, limits(plan, wanted, now.subscription()))
                                .chain(over -> forecasts
                                        .of(tenant, planned(moves(now.subscription(), plan, wanted)))
                                        .map(costs -> ChangePreview.of(plan, costs, over)))));
    }

    /** With as many seats as would be paid for. */
    private static List<Limit> limits(Plan plan, ChoosePlan wanted, Subscription subscription) {
        int seats = Objects.requireNonNullElse(wanted.seats(), subscription.seats());
        return Entitlement.of(plan, List.of()).seated(plan, seats).limits();
    }

    private static List<Planned> planned(List<Move> moves) {
        return moves.stream()
                .map(move -> new Planned(move.at(), move.state(), move.plan(), move.seats()))
                .toList();
    }

    static void requireOnSale(Subscription subscription, Plan plan) {
        if (!plan.onSale() && !plan.key().code().equals(subscription.plan().code())) {
            throw Refusal.conflict("plan-disabled", "This plan is not on offer any more.");
        }
    }

    /** Asked before anything is held. The platform, and where all plans are open, nobody has to. */
    private Uni<Boolean> canPay(TenantId tenant, boolean any) {
        return any || config.selfService() == SubscriptionConfig.SelfService.ANY
                ? Uni.createFrom().item(true)
                : means.canPay(tenant);
    }

    /** What costs money and could not be charged is agreed with the platform. */
    private void requirePayable(Subscription subscription, Plan plan, boolean pays) {
        if (!pays && !subscription.approved() && !plan.terms().isFree()) {
            throw new Refusal("payment-required", 402, "This plan costs money, and nothing is set up to pay it with.")
                    .with("plan", plan.key().code())
                    .with("upgrade_url", config.payUrl())
                    .with(
                            "message",
                            "Keep a payment method that works, or ask who runs this installation to approve plans that cost money for you.");
        }
    }

    private Uni<Plan> offered(ChoosePlan wanted, boolean any) {
        return plans.inForce(wanted.plan(), clock.instant())
                .map(plan -> plan != null && (any || plan.selfService()) ? plan : null)
                .onItem()
                .ifNull()
                .failWith(Moves::unknownPlan);
    }

    private List<Move> moves(Subscription subscription, Plan plan, ChoosePlan wanted) {
        var at = When.of(wanted.when(), subscription, clock.instant());
        int seats = Objects.requireNonNullElse(wanted.seats(), subscription.seats());
        var active = new Move(Phase.State.ACTIVE, plan.key(), seats, at);
        if (!wanted.isTrial()) {
            return List.of(active);
        }
        if (plan.terms().days() == 0 || subscription.tried()) {
            throw Refusal.conflict("trial-unavailable", "This plan has no trial, or you have had one.");
        }
        var ends = at.plus(Duration.ofDays(plan.terms().days()));
        return List.of(
                new Move(Phase.State.TRIAL, plan.key(), seats, at),
                new Move(Phase.State.ACTIVE, plan.key(), seats, ends));
    }

    static Refusal unknownPlan() {
        return Refusal.invalid("/plan", "plan-unknown", "There is no such plan.");
    }
}
