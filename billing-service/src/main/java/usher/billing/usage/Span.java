package usher.billing.usage;

import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonth;
import usher.kit.page.Moments;
import usher.kit.problem.Refusal;

/** Of which time a breakdown is wanted: a month, the running one when nothing is said, or from a moment to another. */
class Span {
    private static final Duration LONGEST = Duration.ofDays(366);
    /** So much of the ledger itself is read at most. */
    private static final Duration LONGEST_OF_LEDGER = Duration.ofDays(31).plusHours(1);

    @QueryParam("month")
    @Nullable
    String month;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    record Range(Instant start, Instant end) {}

    /** Refuses what is longer than what can be read by this dimension. */
    Range within(BillingMonth now, Dimension by) {
        var since = Moments.read("/from", from);
        var until = Moments.read("/to", to);
        if ((since == null) != (until == null) || since != null && month != null) {
            throw Refusal.invalid("/from", "time-invalid", "Say a month, or from and to.");
        }
        if (since == null || until == null) {
            var wanted = month(now);
            return new Range(wanted.start(), wanted.end());
        }
        return range(since, until, by.isSummed() ? LONGEST : LONGEST_OF_LEDGER);
    }

    BillingMonth month(BillingMonth now) {
        return month == null ? now : new BillingMonth(UsageResource.parse(month), now.zone());
    }

    private static Range range(OffsetDateTime since, OffsetDateTime until, Duration longest) {
        var length = Duration.between(since, until);
        if (!length.isPositive() || length.compareTo(longest) > 0) {
            throw Refusal.invalid(
                    "/to",
                    "period-too-long",
                    "By this dimension, a period of at most " + longest.toDays() + " days can be asked for.");
        }
        return new Range(since.toInstant(), until.toInstant());
    }
}
