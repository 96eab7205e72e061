package usher.billing.subscription;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** From when on a move counts: {@code now}, {@code period_end} or a moment to come within a year. */
record When(String text) {
    static final When NOW = new When("now");
    private static final String PERIOD_END = "period_end";
    private static final Duration FARTHEST = Duration.ofDays(366);

    @JsonCreator
    static When fromString(String text) {
        return new When(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }

    static Instant of(@Nullable When when, Subscription subscription, Instant now) {
        return when == null ? now : when.at(subscription, now);
    }

    private Instant at(Subscription subscription, Instant now) {
        if (equals(NOW)) {
            return now;
        }
        if (text.equals(PERIOD_END)) {
            return subscription.closesAt();
        }
        try {
            var at = Instant.parse(text);
            if (!at.isBefore(now) && at.isBefore(now.plus(FARTHEST))) {
                return at;
            }
        } catch (DateTimeException malformed) {
            // Answered below, like a time that is past.
        }
        throw Refusal.invalid("/when", "when-invalid", "Say now, period_end, or a moment within the next year.");
    }
}
