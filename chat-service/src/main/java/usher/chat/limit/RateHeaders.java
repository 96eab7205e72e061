package usher.chat.limit;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import usher.chat.limit.Admission.Rate;
import usher.chat.limit.Admission.Warning;

/**
 * What clients are told of limits: {@code RateLimit} and {@code RateLimit-Policy} as of
 * draft-ietf-httpapi-ratelimit-headers-11 with one member per limit, and the older {@code X-RateLimit-*} with the tightest.
 */
public final class RateHeaders {
    private static final String WARNING = "Usher-Limit-Warning";

    private RateHeaders() {}

    public static Map<String, String> of(List<Rate> rates) {
        var headers = new LinkedHashMap<String, String>();
        if (rates.isEmpty()) {
            return headers;
        }
        headers.put(
                "RateLimit-Policy", list(rates, rate -> "\"%s\";q=%d;w=60".formatted(rate.name(), rate.perMinute())));
        headers.put(
                "RateLimit",
                list(rates, rate -> "\"%s\";r=%d;t=%d".formatted(rate.name(), rate.left(), seconds(rate.reset()))));
        var tightest = rates.stream().min(Comparator.comparingLong(Rate::left)).orElseThrow();
        headers.put("X-RateLimit-Limit", Long.toString(tightest.perMinute()));
        headers.put("X-RateLimit-Remaining", Long.toString(tightest.left()));
        headers.put("X-RateLimit-Reset", Long.toString(seconds(tightest.reset())));
        return headers;
    }

    /** As a structured field: the metric, and what is used of how much until when. */
    public static Map<String, String> ofWarnings(List<Warning> warnings) {
        return warnings.isEmpty()
                ? Map.of()
                : Map.of(
                        WARNING,
                        list(
                                warnings,
                                warning -> "\"%s\";limit=%d;used=%d;reached=?%d;resets_at=\"%s\""
                                        .formatted(
                                                warning.metric(),
                                                warning.limit(),
                                                warning.used(),
                                                warning.reached() ? 1 : 0,
                                                warning.resetsAt())));
    }

    static long seconds(Duration time) {
        return (time.toMillis() + 999) / 1000;
    }

    private static <T> String list(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(", "));
    }
}
