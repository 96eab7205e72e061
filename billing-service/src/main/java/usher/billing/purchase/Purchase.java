package usher.billing.purchase;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.offer.Kind;
import usher.billing.purchase.offer.Offer;
import usher.billing.purchase.offer.Tier;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.PurchaseId;
import usher.contracts.id.VisitorId;

/**
 * A visitor's subscription. What time makes of it is worked out from it alone, so it does not matter when somebody looks.
 *
 * @param renews whether it goes on by itself when its time is over; only then there is a grace
 * @param expiresAt null: for life
 * @param periods how many were paid since {@code startedAt}; of grants
 * @param endedAt null while something may still come of it
 */
record Purchase(
        PurchaseId id,
        VisitorId visitor,
        Source source,
        Terms terms,
        State state,
        boolean renews,
        Instant startedAt,
        @Nullable Instant expiresAt,
        int graceDays,
        int periods,
        @Nullable StoreMark store,
        @Nullable Instant endedAt) {
    /** Moments are as fine as the database keeps them: what was stored and what was said compare equal. */
    Purchase {
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
        endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** What was sold. */
    record Terms(
            String offer, Kind kind, Tier tier, @Nullable Long messagesPerDay) {
        static Terms of(Offer offer) {
            return new Terms(offer.key(), offer.kind(), offer.tier(), offer.messagesPerDay());
        }
    }

    /** By what the store knows it; the token is sealed. {@code readAt} is when the store was asked for what stands here. */
    record StoreMark(String product, String tokenHash, String sealedToken, boolean acknowledged, Instant readAt) {}

    /** When it gives nothing any more if nothing is heard of it; null: never. */
    @Nullable
    Instant endsAt() {
        if (expiresAt == null) {
            return null;
        }
        return renews ? expiresAt.plus(Duration.ofDays(graceDays)) : expiresAt;
    }

    VisitorGrant grant() {
        return new VisitorGrant(terms.tier().text(), terms.messagesPerDay(), endsAt());
    }

    /** What time makes of it next, if nothing else happens. */
    @Nullable
    Change next() {
        var ends = endsAt();
        if (!state.gives() || expiresAt == null || ends == null) {
            return null;
        }
        return state == State.ACTIVE && ends.isAfter(expiresAt)
                ? Change.byTime(to(State.GRACE), "grace_started", expiresAt)
                : Change.byTime(over(State.EXPIRED, ends), "expired", ends);
    }

    /** What time has made of it by then, step by step. */
    List<Change> until(Instant now) {
        var steps = new ArrayList<Change>();
        for (var step = next();
                step != null && !now.isBefore(step.at());
                step = step.after().next()) {
            steps.add(step);
        }
        return steps;
    }

    Purchase at(Instant now) {
        var steps = until(now);
        return steps.isEmpty() ? this : steps.getLast().after();
    }

    Purchase to(State state) {
        return new Purchase(
                id, visitor, source, terms, state, renews, startedAt, expiresAt, graceDays, periods, store, endedAt);
    }

    Purchase over(State state, Instant at) {
        return new Purchase(
                id, visitor, source, terms, state, false, startedAt, expiresAt, graceDays, periods, store, at);
    }

    Purchase cancelled() {
        return new Purchase(
                id,
                visitor,
                source,
                terms,
                State.CANCELLED,
                false,
                startedAt,
                expiresAt,
                graceDays,
                periods,
                store,
                endedAt);
    }
}
