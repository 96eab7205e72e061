package usher.billing.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import usher.billing.plan.LimitView;
import usher.contracts.id.TenantId;

/** A subscription as the API shows it; the period is the running month in the tenant's time zone, half open. */
record SubscriptionView(
        TenantId tenant,
        String plan,
        int planVersion,
        String status,
        List<LimitView> limits,
        Instant periodStart,
        Instant periodEnd,
        Instant updatedAt) {

    static SubscriptionView of(Standing standing, BillingMonth month) {
        var subscription = standing.subscription();
        return new SubscriptionView(
                subscription.tenant(),
                subscription.plan().code(),
                subscription.plan().version(),
                subscription.status().name().toLowerCase(Locale.ROOT),
                LimitView.of(standing.entitlement().limits()),
                month.start(),
                month.end(),
                subscription.updatedAt());
    }
}
