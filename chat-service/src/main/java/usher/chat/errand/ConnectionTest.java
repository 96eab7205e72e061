package usher.chat.errand;

import org.jspecify.annotations.Nullable;

/** How a model answered a word: {@code code} is why it did not; times are in milliseconds. */
public record ConnectionTest(
        boolean ok,
        String provider,
        String model,
        @Nullable String servedModel,
        @Nullable String code,
        long latencyMs,
        long tokens,
        long costMicros) {}
