package usher.chat.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Exhausted;

/** Whether a turn may start. */
public sealed interface Admission {
    /** It may, and this much may be spent; give the reservation back by {@link Limits#settle}. */
    record Admitted(Reservation reservation, Grant grant, Allowance allowance) implements Admission {}

    /** Too many requests; one more fits after the wait. */
    record TooFast(Duration retryAfter, List<Rate> rates) implements Admission {}

    /** The conversation, or the visitor without one, has a turn running. */
    record Busy(List<Rate> rates) implements Admission {}

    /** The plan's quota or budget of the period is used up, or, where it is the visitor's, what the visitor may use by itself. */
    record QuotaReached(String metric, long limit, long used, Instant resetsAt, boolean visitors, List<Rate> rates)
            implements Admission {
        /** Of the plan, as billing-service counts: nobody is asked here how fast the asker is. */
        static Admission of(Exhausted limit) {
            return new QuotaReached(limit.metric(), limit.limit(), limit.used(), limit.until(), false, List.of());
        }
    }

    /** What is left is held by turns that still run. */
    record Held(String metric, List<Rate> rates) implements Admission {}

    /** billing-service has not said yet what this tenant may do. */
    record NotReady() implements Admission {}

    /** Redis is away, or totals are being counted, and this turn could cost money. */
    record Unavailable() implements Admission {}

    /** What is left after this turn; absent where there is no limit. */
    record Allowance(@Nullable Long messagesLeft, Instant resetsAt, List<Rate> rates, List<Warning> warnings) {
        /** The tenant's own limit; absent where there is none. */
        public @Nullable Long perMinute() {
            return tenantRate().map(Rate::perMinute).orElse(null);
        }

        public @Nullable Long requestsLeft() {
            return tenantRate().map(Rate::left).orElse(null);
        }

        private Optional<Rate> tenantRate() {
            return rates.stream()
                    .filter(rate -> rate.name().equals(Rate.TENANT))
                    .findFirst();
        }
    }

    /** A limit per minute of one kind (chat, visitor, address), what it leaves, and when more comes. */
    record Rate(String name, long perMinute, long left, Duration reset) {
        static final String TENANT = "chat";
    }

    /** A limit that is near, said once in a period, or a soft one that is reached, said each time. */
    record Warning(String metric, long limit, long used, boolean reached, Instant resetsAt) {}

    /**
     * What this turn holds in Redis while it runs. {@code token} is the id its answer must be stored under: by it a count of
     * the receipts knows which turns it has seen. Without {@code hold}, the turn was admitted while Redis was away.
     */
    record Reservation(
            UUID token,
            String leaseKey,
            List<Account> accounts,
            @Nullable String hold) {}
}
