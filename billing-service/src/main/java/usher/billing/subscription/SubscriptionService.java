package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Phase;
import usher.billing.entitlement.Entitlement;
import usher.billing.entitlement.Entitlements;
import usher.billing.plan.Plan;
import usher.billing.plan.PlanView;
import usher.billing.plan.Plans;
import usher.billing.subscription.SubscriptionNotices.Before;
import usher.contracts.event.Limit;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.ChangeId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Begins, moves and ends subscriptions, and says what they allow. */
@ApplicationScoped
public class SubscriptionService {
    private static final String PLATFORM = "platform";

    private final Tenancy tenancy;
    private final Subscriptions subscriptions;
    private final Phases phases;
    private final Plans plans;
    private final Entitlements entitlements;
    private final SubscriptionNotices notices;
    private final InstantSource clock;

    SubscriptionService(
            Tenancy tenancy,
            Subscriptions subscriptions,
            Phases phases,
            Plans plans,
            Entitlements entitlements,
            SubscriptionNotices notices,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.subscriptions = subscriptions;
        this.phases = phases;
        this.plans = plans;
        this.entitlements = entitlements;
        this.notices = notices;
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
                                        .map(standing -> standing.told().limits())));
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

    /** The version of the plan that a tenant is on, with what was agreed. */
    Uni<PlanView> plan(TenantId tenant) {
        return tenancy.in(
                tenant,
                () -> subscriptions
                        .find(tenant)
                        .onItem()
                        .ifNull()
                        .failWith(Refusal::notFound)
                        .chain(found -> plans.get(found.plan())
                                .map(plan -> PlanView.of(
                                        plan,
                                        Entitlement.of(plan, found.agreed()).limits()))));
    }

    /** What the platform agreed with a tenant, at once. */
    Uni<Standing> change(TenantId tenant, ChangeSubscription wanted) {
        return locked(
                tenant,
                subscription -> offered(wanted.plan()).chain(plan -> {
                    Moves.requireOnSale(subscription, plan);
                    var agreed = Negotiation.agree(plan, wanted.amounts());
                    var move = new Move(Phase.State.ACTIVE, plan.key(), subscription.seats(), clock.instant());
                    return move(subscription, List.of(move), PLATFORM, () -> subscription.agree(agreed));
                }));
    }

    /** Lets a tenant choose plans that cost money, or not. */
    Uni<Standing> approve(TenantId tenant, boolean approved) {
        return locked(tenant, subscription -> {
            subscription.approve(approved);
            return standing(subscription);
        });
    }

    /** Puts the moves in the place of all that was scheduled; those whose time has come are carried out. */
    Uni<Standing> move(TenantId tenant, String by, Function<Subscription, Uni<List<Move>>> moves) {
        return locked(
                tenant,
                subscription -> moves.apply(subscription).chain(made -> move(subscription, made, by, () -> {})));
    }

    /** At once, unless it rests already. */
    public Uni<Void> pause(TenantId tenant, String by) {
        return locked(tenant, subscription -> {
                    var now = new Move(Phase.State.PAUSED, subscription.plan(), subscription.seats(), clock.instant());
                    return subscription.rests()
                            ? standing(subscription)
                            : move(subscription, List.of(now), by, () -> {});
                })
                .replaceWithVoid();
    }

    /** Takes a scheduled move back. */
    Uni<Void> withdraw(TenantId tenant, ChangeId change) {
        var now = clock.instant();
        return locked(
                        tenant,
                        subscription -> phases.scheduled(tenant, now).chain(scheduled -> {
                            var found = scheduled.stream()
                                    .filter(phase -> phase.id().equals(change.value()))
                                    .findFirst()
                                    .orElseThrow(Refusal::notFound);
                            found.withdraw(now);
                            subscription.expect(scheduled.stream()
                                    .filter(phase -> phase != found)
                                    .map(PhaseRow::startsAt)
                                    .findFirst()
                                    .orElse(null));
                            return standing(subscription);
                        }))
                .replaceWithVoid();
    }

    Uni<List<PhaseRow>> history(TenantId tenant, @Nullable ChangeId before, int limit) {
        return tenancy.in(tenant, () -> phases.history(tenant, before == null ? null : before.value(), limit));
    }

    /** Puts into force what was scheduled for now or before. */
    Uni<Void> comeTo(TenantId tenant) {
        return tenancy.in(
                tenant,
                () -> subscriptions
                        .lock(tenant)
                        .chain(found -> found == null || found.ended() || !isDue(found)
                                ? Uni.createFrom().voidItem()
                                : come(found).replaceWithVoid()));
    }

    /** Another replica may have been faster, or the move was withdrawn. */
    private boolean isDue(Subscription subscription) {
        var next = subscription.nextPhaseAt();
        return next != null && !next.isAfter(clock.instant());
    }

    private Uni<Standing> come(Subscription subscription) {
        var before = Before.of(subscription);
        return enter(subscription).chain(entered -> told(entered, before));
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
        return offered(Plans.FIRST).chain(plan -> {
            var now = clock.instant();
            var zone = BillingMonths.zone(tenant.timeZone());
            var subscription = Subscription.begin(tenant.tenant(), plan.key(), zone, now);
            subscription.follow(tenant.version(), deleted(tenant), now);
            var move = new Move(state(subscription), plan.key(), 1, now);
            return subscriptions
                    .persist(subscription)
                    .chain(() -> phases.add(tenant.tenant(), move, PLATFORM, now))
                    .chain(() -> publish(Standing.of(subscription, plan), null));
        });
    }

    private Uni<Void> follow(Subscription subscription, TenantChanged tenant) {
        var now = clock.instant();
        if (subscription.isBehind(tenant.version())) {
            subscription.moveTo(BillingMonths.zone(tenant.timeZone()));
        }
        var before = Before.of(subscription);
        if (!subscription.follow(tenant.version(), deleted(tenant), now)) {
            return Uni.createFrom().voidItem();
        }
        var move = new Move(state(subscription), subscription.plan(), subscription.seats(), now);
        return reschedule(subscription, List.of(move), PLATFORM)
                .chain(() -> standing(subscription))
                .chain(standing -> publish(standing, before));
    }

    private Uni<Standing> move(Subscription subscription, List<Move> moves, String by, Runnable then) {
        var before = Before.of(subscription);
        return reschedule(subscription, moves, by)
                .chain(() -> enter(subscription))
                .invoke(then)
                .chain(() -> moves.getFirst().at().isAfter(clock.instant())
                        ? standing(subscription)
                        : told(subscription, before));
    }

    /** With the next version, after a move that changed what may be used. */
    private Uni<Standing> told(Subscription subscription, Before before) {
        subscription.touch(clock.instant());
        return standing(subscription).call(standing -> publish(standing, before));
    }

    private Uni<Void> reschedule(Subscription subscription, List<Move> moves, String by) {
        var now = clock.instant();
        Uni<Void> added = phases.scheduled(subscription.tenant(), now)
                .invoke(scheduled -> scheduled.forEach(phase -> phase.withdraw(now)))
                .replaceWithVoid();
        for (var move : moves) {
            added = added.chain(() -> phases.add(subscription.tenant(), move, by, now))
                    .replaceWithVoid();
        }
        return added;
    }

    private Uni<Subscription> enter(Subscription subscription) {
        var now = clock.instant();
        return phases.flush()
                .chain(() -> phases.inForce(subscription.tenant(), now))
                .invoke(phase -> {
                    if (phase != null) {
                        subscription.enter(phase.state(), phase.plan(), phase.seats());
                    }
                })
                .chain(() -> phases.scheduled(subscription.tenant(), now))
                .invoke(scheduled -> subscription.expect(
                        scheduled.isEmpty() ? null : scheduled.getFirst().startsAt()))
                .replaceWith(subscription);
    }

    private Uni<Standing> locked(TenantId tenant, Function<Subscription, Uni<Standing>> work) {
        return tenancy.in(
                tenant,
                () -> subscriptions
                        .lock(tenant)
                        .onItem()
                        .ifNull()
                        .failWith(Refusal::notFound)
                        .invoke(SubscriptionService::refuseEnded)
                        .chain(subscription -> work.apply(subscription)));
    }

    private Uni<Void> publish(Standing standing, @Nullable Before before) {
        var subscription = standing.subscription();
        return entitlements
                .publish(subscription.tenant(), subscription.version(), standing.told())
                .chain(() -> notices.tell(before, standing));
    }

    private Uni<Standing> standing(Subscription subscription) {
        return plans.get(subscription.plan()).map(plan -> Standing.of(subscription, plan));
    }

    private Uni<Plan> offered(String code) {
        return plans.inForce(code, clock.instant()).onItem().ifNull().failWith(Moves::unknownPlan);
    }

    private static void refuseEnded(Subscription subscription) {
        if (subscription.ended()) {
            throw Refusal.conflict("subscription-ended", "This subscription ended when its tenant was deleted.");
        }
    }

    private static Phase.State state(Subscription subscription) {
        return subscription.ended() ? Phase.State.CANCELLED : Phase.State.ACTIVE;
    }

    private static boolean deleted(TenantChanged tenant) {
        return tenant.status() == TenantStatus.DELETED;
    }
}
