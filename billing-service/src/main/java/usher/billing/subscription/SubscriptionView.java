package usher.billing.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.billing.plan.LimitView;
import usher.contracts.id.TenantId;

/**
 * A subscription as the API shows it; the period is the running month in the tenant's time zone, half open.
 * {@code warnings} are the limits that this month's usage is over, {@code next_change_at} when a scheduled change begins.
 */
record SubscriptionView(
        TenantId tenant,
        String plan,
        int planVersion,
        String status,
        int seats,
        boolean approved,
        List<LimitView> limits,
        Instant periodStart,
        Instant periodEnd,
        @Nullable Instant nextChangeAt,
        List<Overuse.Over> warnings,
        Instant updatedAt) {

    static SubscriptionView of(Standing standing, BillingMonth month, List<Overuse.Over> warnings) {
        var subscription = standing.subscription();
        return new SubscriptionView(
                subscription.tenant(),
                subscription.plan().code(),
                subscription.plan().version(),
                subscription.status().name().toLowerCase(Locale.ROOT),
                subscription.seats(),
                subscription.approved(),
                LimitView.of(standing.entitlement().limits()),
                month.start(),
                month.end(),
                subscription.nextPhaseAt(),
                warnings,
                subscription.updatedAt());
    }
}
