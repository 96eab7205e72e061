package usher.chat.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a turn may start. */
public sealed interface Admission {
    /** It may, and this much is left; give the reservation back by {@link Limits#settle}. */
    record Admitted(Reservation reservation, Allowance allowance) implements Admission {}

    /** Too many requests; one more fits after the wait. */
    record TooFast(Duration retryAfter, long perMinute) implements Admission {}

    /** The conversation, or the visitor without one, has a turn running. */
    record Busy() implements Admission {}

    /** The plan's quota of the period is used up. */
    record QuotaReached(String metric, long limit, long used, Instant resetsAt) implements Admission {}

    /** billing-service has not said yet what this tenant may do. */
    record NotReady() implements Admission {}

    /** What is left after this turn; absent where there is no limit. */
    record Allowance(
            @Nullable Long messagesLeft,
            Instant resetsAt,
            @Nullable Long perMinute,
            @Nullable Long requestsLeft) {}

    /** What this turn holds in Redis while it runs. */
    record Reservation(String leaseKey, String quotaKey, String token) {}
}
