package usher.chat.model.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of the registry: its price in force, absent while the first is still to come, and its newest twenty prices, newest
 * first. A class without a price costs as its kind.
 */
public record PricedModel(
        String provider, String model, @Nullable Row inForce, List<Row> history) {

    /** US dollars per million tokens, for prompts of at most so many, if that is bounded. */
    public record Row(
            Instant effectiveFrom,
            BigDecimal inputPerMillion,
            @Nullable BigDecimal cachedPerMillion,
            BigDecimal outputPerMillion,
            @Nullable BigDecimal reasoningPerMillion,
            @Nullable Long mostInputTokens) {}

    static PricedModel of(String provider, String model, List<Row> history, Instant now) {
        var inForce = history.stream()
                .filter(row -> !row.effectiveFrom().isAfter(now))
                .findFirst()
                .orElse(null);
        return new PricedModel(provider, model, inForce, history);
    }

    String cursor() {
        return provider + "/" + model;
    }
}
