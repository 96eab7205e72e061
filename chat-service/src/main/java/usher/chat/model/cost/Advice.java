package usher.chat.model.cost;

import java.util.List;
import usher.chat.model.cost.CostReport.Recommendation;

/** Recommends a cheaper model by evidence, and says so where there is none. */
final class Advice {
    private Advice() {}

    static Recommendation from(List<Comparison> comparisons) {
        for (var comparison : comparisons) {
            var model = comparison.recommended();
            if (model.isPresent()) {
                return new Recommendation(
                        model.get(),
                        comparison.verdict(),
                        "In the experiment this model was cheaper, and visitors liked its answers no less.",
                        comparison.experiment());
            }
        }
        return comparisons.isEmpty()
                ? new Recommendation(
                        null,
                        "not-measured",
                        "No two models were compared in this time, so nothing can be said. Set up a split to compare.",
                        null)
                : new Recommendation(
                        null,
                        comparisons.getFirst().verdict(),
                        "The newest comparison does not show a model that is cheaper and not worse.",
                        comparisons.getFirst().experiment());
    }
}
