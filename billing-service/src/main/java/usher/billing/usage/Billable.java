package usher.billing.usage;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Event;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;

/**
 * Which usage events the ledger can hold. One that it cannot must be set aside before it is appended: it would fail the
 * statement that appends a whole batch, however often that is tried. The bounds are far from what anybody uses in one
 * event and keep the sums of a quarter of an hour far from the end of a 64-bit number.
 */
final class Billable {
    static final long MOST = 1_000_000_000_000L;
    private static final int LINES = 1_000;
    static final int DIMENSIONS = 50;
    private static final int TEXT = 500;
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private Billable() {}

    /** Throws, with the reason, when the event cannot be recorded. */
    static void check(Event<UsageRecorded> event) throws IOException {
        require(isText(event.source()), "The source is missing or not storable");
        require(isWithin(event.time()), "The time is missing or out of range");
        require(event.data().lines().size() <= LINES, "Too many lines");
        require(event.data().lines().stream().allMatch(Billable::isLine), "A line is not storable");
        require(event.data().dimensions().size() <= DIMENSIONS, "Too many dimensions");
        require(areTexts(event.data().dimensions()), "A dimension is not storable");
    }

    private static boolean isLine(UsageLine line) {
        return isText(line.metric()) && line.quantity() <= MOST && line.costMicros() <= MOST;
    }

    /** Of ordinary length, without NUL and half characters, which Postgres has no place for. */
    static boolean isText(@Nullable String text) {
        if (text == null || text.length() > TEXT) {
            return false;
        }
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return false;
            }
            at += Character.charCount(c);
        }
        return true;
    }

    static boolean isWithin(@Nullable Instant time) {
        return time != null && !time.isBefore(FIRST) && time.isBefore(LAST);
    }

    private static boolean areTexts(Map<String, String> dimensions) {
        for (var dimension : dimensions.entrySet()) {
            if (!isText(dimension.getKey()) || !isText(dimension.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean holds, String reason) throws IOException {
        if (!holds) {
            throw new IOException(reason);
        }
    }
}
