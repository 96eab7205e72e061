package usher.billing.subscription;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.billing.entitlement.AgreedAmount;
import usher.billing.plan.Plan;
import usher.billing.plan.PlanLimit;
import usher.contracts.event.Limit;
import usher.kit.problem.Refusal;

/** Which amounts may be agreed under a plan. */
final class Negotiation {
    /** More than any tenant can use in a month, and far from where sums would overflow. */
    static final long MOST = 1_000_000_000_000L;

    /** Above this a limit per minute limits nothing. */
    static final long MOST_A_MINUTE = 1_000_000L;

    private Negotiation() {}

    static List<AgreedAmount> agree(Plan plan, Map<String, @Nullable Object> amounts) {
        if (!amounts.isEmpty() && !plan.negotiable()) {
            throw Refusal.invalid("/limits", "plan-fixed", "This plan has fixed limits.");
        }
        return amounts.entrySet().stream()
                .map(amount -> agree(plan, amount.getKey(), amount.getValue()))
                .toList();
    }

    private static AgreedAmount agree(Plan plan, String metric, @Nullable Object amount) {
        var limit = plan.limits().stream()
                .filter(known -> known.metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "/limits", "metric-unknown", "The limits name a metric that this plan has not."));
        return new AgreedAmount(metric, check(limit, amount));
    }

    private static @Nullable Long check(PlanLimit limit, @Nullable Object amount) {
        var pointer = "/limits/" + limit.metric();
        return switch (amount) {
            case null -> null;
            case Integer whole -> inRange(pointer, limit.period(), BigInteger.valueOf(whole));
            case Long whole -> inRange(pointer, limit.period(), BigInteger.valueOf(whole));
            case BigInteger whole -> inRange(pointer, limit.period(), whole);
            default ->
                throw Refusal.invalid(pointer, "limit-not-whole", "A limit is a whole number, or null for unlimited.");
        };
    }

    private static long inRange(String pointer, Limit.Period period, BigInteger amount) {
        // A rate of zero would be a suspension in disguise, and there is a status for that.
        long least = period == Limit.Period.MINUTE ? 1 : 0;
        long most = period == Limit.Period.MINUTE ? MOST_A_MINUTE : MOST;
        if (amount.compareTo(BigInteger.valueOf(least)) < 0 || amount.compareTo(BigInteger.valueOf(most)) > 0) {
            throw Refusal.invalid(pointer, "limit-out-of-range", "This limit is from " + least + " to " + most + ".");
        }
        return amount.longValueExact();
    }
}
