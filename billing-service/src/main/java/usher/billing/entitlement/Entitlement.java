package usher.billing.entitlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Charge;
import usher.billing.plan.Plan;
import usher.contracts.event.Exhausted;
import usher.contracts.event.Limit;

/** What may be used under a plan: one limit per metric that the plan names. */
public record Entitlement(
        String plan,
        String priceList,
        List<Limit> limits,
        Map<String, String> features,
        @Nullable List<String> providers) {
    public Entitlement {
        limits = List.copyOf(limits);
        features = Map.copyOf(features);
    }

    /** The plan's limits, with the agreed amounts in place of the plan's. */
    public static Entitlement of(Plan plan, List<AgreedAmount> agreed) {
        var limits = plan.limits().stream()
                .map(limit -> agree(limit.limit(), agreed))
                .toList();
        return new Entitlement(
                plan.key().code(),
                plan.priceList(),
                limits,
                plan.terms().opened(),
                plan.terms().providers());
    }

    /**
     * With a limit of seats: as many as the subscription pays for or the plan includes, whichever is more. A plan that sells no
     * seats, or says itself how many there are, is left as it is.
     */
    public Entitlement seated(Plan plan, int seats) {
        if (limits.stream().anyMatch(limit -> limit.metric().equals(Charge.SEATS))) {
            return this;
        }
        return plan.price().charges().stream()
                .filter(Charge::isOfSeats)
                .findFirst()
                .map(charge -> with(
                        new Limit(Charge.SEATS, Math.max(seats, charge.tariff().free()), Limit.Period.MONTH, true)))
                .orElse(this);
    }

    private Entitlement with(Limit limit) {
        var more = new ArrayList<>(limits);
        more.add(limit);
        return new Entitlement(plan, priceList, more, features, providers);
    }

    /** The same limits at zero, hard: what is left when a subscription has ended. */
    public Entitlement nothing() {
        var limits = this.limits.stream()
                .map(limit -> new Limit(limit.metric(), 0L, limit.period(), true))
                .toList();
        return new Entitlement(plan, priceList, limits, Map.of(), List.of());
    }

    /** Of what was noted as used up, what still is under these limits: a plan may have changed since. */
    List<Exhausted> stillUsedUp(List<Exhausted> noted, Instant now) {
        return noted.stream()
                .filter(used -> used.holds(now) && limits.stream().anyMatch(limit -> isBy(used, limit)))
                .toList();
    }

    private static boolean isBy(Exhausted used, Limit limit) {
        var amount = limit.amount();
        return limit.metric().equals(used.metric())
                && limit.period() == used.period()
                && limit.hard()
                && amount != null
                && amount <= used.used();
    }

    private static Limit agree(Limit limit, List<AgreedAmount> agreed) {
        return agreed.stream()
                .filter(amount -> amount.metric().equals(limit.metric()))
                .findFirst()
                .map(amount -> new Limit(limit.metric(), amount.amount(), limit.period(), limit.hard()))
                .orElse(limit);
    }
}
