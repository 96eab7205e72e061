package usher.billing.purchase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a subscription. {@code reference} is the payer's own name for what was paid, {@code actor} who did it. */
record Change(
        Purchase after,
        String event,
        Instant at,
        @Nullable String reference,
        @Nullable String actor) {
    static Change byTime(Purchase after, String event, Instant at) {
        return new Change(after, event, at, null, null);
    }

    /** What the store's word means after what was known; null: nothing new. */
    static @Nullable Change byStore(@Nullable Purchase before, Purchase after, Instant at, @Nullable String actor) {
        var event = before == null ? (after.state() == State.PENDING ? "pending" : "purchased") : event(before, after);
        return event == null ? null : new Change(after, event, at, null, actor);
    }

    private static @Nullable String event(Purchase before, Purchase after) {
        boolean goesOn = before.expiresAt() != null
                && after.expiresAt() != null
                && after.expiresAt().isAfter(before.expiresAt());
        if (goesOn && after.state() == State.ACTIVE && before.state().gives()) {
            return "renewed";
        }
        if (before.state() != after.state()) {
            return after.state() == State.ACTIVE ? back(before.state()) : told(after.state());
        }
        boolean same = before.terms().equals(after.terms())
                && before.renews() == after.renews()
                && java.util.Objects.equals(before.expiresAt(), after.expiresAt());
        return same ? null : "changed";
    }

    private static String back(State from) {
        return switch (from) {
            case PENDING -> "purchased";
            case GRACE, ON_HOLD -> "recovered";
            case PAUSED -> "resumed";
            default -> "restarted";
        };
    }

    private static String told(State to) {
        return to == State.GRACE ? "grace_started" : to.text();
    }
}
