package usher.billing.usage;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** Which ledger entries are wanted: of one metric, that occurred from a moment on and before another; all when absent. */
class EntryFilter {
    @QueryParam("metric")
    @Nullable
    String metric;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @Nullable
    String metric() {
        return metric;
    }

    @Nullable
    OffsetDateTime since() {
        return moment("/from", from);
    }

    @Nullable
    OffsetDateTime until() {
        return moment("/to", to);
    }

    /** Refuses what is no question before anything is asked. */
    void check() {
        since();
        until();
        if (metric != null && (metric.length() > 500 || metric.indexOf('\0') >= 0)) {
            throw Refusal.invalid("/metric", "metric-invalid", "There is no such metric.");
        }
    }

    static @Nullable OffsetDateTime moment(String pointer, @Nullable String text) {
        try {
            var moment = text == null ? null : Instant.parse(text).atOffset(ZoneOffset.UTC);
            if (moment == null || (moment.getYear() >= 1900 && moment.getYear() < 2300)) {
                return moment;
            }
        } catch (DateTimeException malformed) {
            // Answered below, like a time that no event has.
        }
        throw Refusal.invalid(pointer, "time-invalid", "A time is written like 2026-03-01T00:00:00Z.");
    }
}
