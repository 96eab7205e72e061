package usher.billing.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;

/**
 * A plan version as the API shows it; {@code negotiable} plans take the amounts from the subscription. One that is not {@code enabled} is
 * kept by who is on it and chosen by nobody else; a version that was withdrawn never came into force.
 */
public record PlanView(
        String plan,
        int version,
        String name,
        boolean negotiable,
        boolean selfService,
        boolean enabled,
        Instant effectiveFrom,
        @Nullable Instant withdrawnAt,
        List<LimitView> limits,
        PlanTerms terms) {
    static PlanView of(Plan plan) {
        return of(plan, plan.limits().stream().map(PlanLimit::limit).toList());
    }

    /** With the limits that were agreed. */
    public static PlanView of(Plan plan, List<Limit> limits) {
        return new PlanView(
                plan.key().code(),
                plan.key().version(),
                plan.name(),
                plan.negotiable(),
                plan.selfService(),
                plan.onSale(),
                plan.effectiveFrom(),
                plan.withdrawnAt(),
                LimitView.of(limits),
                plan.terms());
    }
}
