package usher.chat.model.cost;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What models cost a tenant from a moment to before another, in micro-dollars, dearest first. */
public record CostReport(
        Instant from,
        Instant to,
        String currency,
        long costMicros,
        List<OfModel> models,
        List<Comparison> comparisons,
        Recommendation recommendation) {

    /**
     * {@code turns} are those it answered; {@code withoutAnswerMicros} is what of its cost went into turns that broke, tests, and
     * answers that another model had to give. Shares of ratings are absent where nobody rated.
     */
    public record OfModel(
            String provider,
            String model,
            long turns,
            Tokens tokens,
            long costMicros,
            long withoutAnswerMicros,
            @Nullable Long costPerTurnMicros,
            long rated,
            @Nullable Double goodShare) {}

    public record Tokens(long input, long cached, long output, long reasoning) {}

    /** A cheaper model is recommended when an experiment showed that it is cheaper and not worse; else {@code code} says why not. */
    public record Recommendation(
            @Nullable String model,
            String code,
            String sentence,
            @Nullable String experiment) {}
}
