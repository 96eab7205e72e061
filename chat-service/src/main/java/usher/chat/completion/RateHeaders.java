package usher.chat.completion;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.chat.limit.Admission.Allowance;

/** OpenAI's headers about what is left. See platform.openai.com/docs/guides/rate-limits. */
final class RateHeaders {
    static final String LIMIT = "x-ratelimit-limit-requests";
    static final String REMAINING = "x-ratelimit-remaining-requests";
    static final String RESET = "x-ratelimit-reset-requests";

    private RateHeaders() {}

    static Map<String, String> of(@Nullable Allowance allowance) {
        if (allowance == null || allowance.perMinute() == null || allowance.requestsLeft() == null) {
            return Map.of();
        }
        long used = allowance.perMinute() - allowance.requestsLeft();
        long resets = used * 60_000 / Math.max(1, allowance.perMinute());
        return Map.of(
                LIMIT, Long.toString(allowance.perMinute()),
                REMAINING, Long.toString(allowance.requestsLeft()),
                RESET, resets + "ms");
    }
}
