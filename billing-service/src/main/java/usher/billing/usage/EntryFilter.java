package usher.billing.usage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import usher.kit.page.Moments;
import usher.kit.problem.Refusal;

/**
 * Which ledger entries are wanted: of one metric, that occurred from a moment on and before another; all when absent. {@code only} and {@code except} are the JSON that
 * lines of invoices have where a metric is priced by its dimensions: {"model":["a","b"]}, and a list of such.
 */
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

    @QueryParam("only")
    @Nullable
    String only;

    @QueryParam("except")
    @Nullable
    String except;

    /** What an entry has to be in; empty for all. */
    JsonObject only() {
        return only == null ? new JsonObject() : EntryParts.one("/only", only);
    }

    /** What an entry must be in none of. */
    JsonArray except() {
        return except == null ? new JsonArray() : EntryParts.some("/except", except);
    }

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
        only();
        except();
        if (metric != null && (metric.length() > 500 || metric.indexOf('\0') >= 0)) {
            throw Refusal.invalid("/metric", "metric-invalid", "There is no such metric.");
        }
    }
}
