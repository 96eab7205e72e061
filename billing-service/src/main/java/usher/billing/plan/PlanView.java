package usher.billing.plan;

import java.time.Instant;
import java.util.List;

/** A plan version as the API shows it; {@code negotiable} plans take the amounts from the subscription. */
record PlanView(
        String plan,
        int version,
        String name,
        boolean negotiable,
        boolean selfService,
        Instant effectiveFrom,
        List<LimitView> limits,
        PlanTerms terms) {
    static PlanView of(Plan plan) {
        var limits = plan.limits().stream().map(PlanLimit::limit).toList();
        return new PlanView(
                plan.key().code(),
                plan.key().version(),
                plan.name(),
                plan.negotiable(),
                plan.selfService(),
                plan.effectiveFrom(),
                LimitView.of(limits),
                plan.terms());
    }
}
