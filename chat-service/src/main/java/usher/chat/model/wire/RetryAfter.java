package usher.chat.model.wire;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** How long a provider asks us to wait: {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3), or in milliseconds as OpenAI says it. */
final class RetryAfter {
    private static final double LONGEST = 86_400;

    private RetryAfter() {}

    static @Nullable Duration of(MultiMap headers, InstantSource clock) {
        var millis = headers.get("retry-after-ms");
        if (millis != null) {
            var wait = seconds(millis);
            return wait == null ? null : wait.dividedBy(1000);
        }
        var text = headers.get("retry-after");
        if (text == null) {
            return null;
        }
        var wait = seconds(text);
        return wait == null ? until(text, clock) : wait;
    }

    /** Null unless the text is a number. */
    static @Nullable Duration seconds(String text) {
        try {
            double seconds = Double.parseDouble(text.strip());
            return Double.isNaN(seconds) ? null : Duration.ofMillis(Math.round(1000 * Math.clamp(seconds, 0, LONGEST)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration until(String date, InstantSource clock) {
        try {
            var then = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(clock.instant(), then.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
