package usher.billing.plan;

import java.util.List;

/** A plan as the API shows it; {@code negotiable} plans take the amounts from the subscription. */
record PlanView(String plan, int version, String name, boolean negotiable, List<LimitView> limits) {
    static PlanView of(Plan plan) {
        var limits = plan.limits().stream().map(PlanLimit::limit).toList();
        return new PlanView(
                plan.key().code(), plan.key().version(), plan.name(), plan.negotiable(), LimitView.of(limits));
    }
}
