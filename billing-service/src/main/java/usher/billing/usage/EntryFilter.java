package usher.billing.usage;

import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import usher.kit.page.Moments;
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
        return Moments.read("/from", from);
    }

    @Nullable
    OffsetDateTime until() {
        return Moments.read("/to", to);
    }

    /** Refuses what is no question before anything is asked. */
    void check() {
        since();
        until();
        if (metric != null && (metric.length() > 500 || metric.indexOf('\0') >= 0)) {
            throw Refusal.invalid("/metric", "metric-invalid", "There is no such metric.");
        }
    }
}
