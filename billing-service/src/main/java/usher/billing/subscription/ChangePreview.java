package usher.billing.subscription;

import java.util.List;
import usher.billing.closing.Forecast;
import usher.billing.entitlement.Entitlement;
import usher.billing.plan.LimitView;
import usher.billing.plan.Plan;
import usher.billing.plan.PlanTerms;

/** What a change would bring: the plan's limits and prices, what it costs, and warnings where this month's usage is over a limit. */
record ChangePreview(
        String plan,
        int planVersion,
        List<LimitView> limits,
        PlanTerms terms,
        Forecast costs,
        List<Overuse.Over> warnings) {
    static ChangePreview of(Plan plan, Forecast costs, List<Overuse.Over> over) {
        return new ChangePreview(
                plan.key().code(),
                plan.key().version(),
                LimitView.of(Entitlement.of(plan, List.of()).limits()),
                plan.terms(),
                costs,
                over);
    }
}
