package usher.billing.purchase;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.Purchase.StoreMark;
import usher.billing.purchase.Purchase.Terms;
import usher.billing.purchase.play.PlayAccount;
import usher.billing.purchase.play.PlayPurchase;
import usher.contracts.id.PurchaseId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Authenticator;

/** What the store said of a token, and when it was asked. */
record StoreWord(PlayAccount account, String token, PlayPurchase said, Instant askedAt) {
    String hash() {
        return hash(account, token);
    }

    /** Under what a token is known: the store's tokens are an app's. */
    static String hash(PlayAccount account, String token) {
        return Authenticator.sha256(account.packageName() + "/" + token);
    }

    /** What is new of it: for whom, sealed, and under which terms if it begins or is renewed. */
    record Fresh(PurchaseId id, VisitorId visitor, String sealedToken, int graceDays) {}

    /** A subscription as the store tells it, for the first time. */
    Purchase first(Terms terms, Fresh fresh) {
        var state = state();
        return new Purchase(
                fresh.id(),
                fresh.visitor(),
                Source.GOOGLE_PLAY,
                terms,
                state,
                renews(),
                said.startedAt() == null ? askedAt : said.startedAt(),
                said.expiresAt(),
                fresh.graceDays(),
                0,
                new StoreMark(said.product(), hash(), fresh.sealedToken(), said.acknowledged(), askedAt),
                state.over() ? ended() : null);
    }

    /** What is known with what the store says now. What was replaced stays replaced; terms stay as they were sold until a renewal. */
    Purchase onto(Purchase before, @Nullable Terms terms, int graceDays) {
        var mark = Objects.requireNonNull(before.store());
        boolean replaced = before.state() == State.SUPERSEDED;
        var state = replaced ? before.state() : state();
        boolean renewed = before.expiresAt() != null
                && said.expiresAt() != null
                && said.expiresAt().isAfter(before.expiresAt());
        boolean another = terms != null && !terms.offer().equals(before.terms().offer());
        return new Purchase(
                before.id(),
                before.visitor(),
                before.source(),
                terms != null && (renewed || another) ? terms : before.terms(),
                state,
                !replaced && renews(),
                before.startedAt(),
                said.expiresAt() == null ? before.expiresAt() : said.expiresAt(),
                renewed ? graceDays : before.graceDays(),
                0,
                new StoreMark(
                        said.product(),
                        mark.tokenHash(),
                        mark.sealedToken(),
                        mark.acknowledged() || said.acknowledged(),
                        askedAt),
                state.over() ? Objects.requireNonNullElse(before.endedAt(), ended()) : null);
    }

    private State state() {
        return switch (said.state()) {
            case PENDING -> State.PENDING;
            case ACTIVE -> State.ACTIVE;
            case IN_GRACE_PERIOD -> State.GRACE;
            case ON_HOLD -> State.ON_HOLD;
            case PAUSED -> State.PAUSED;
            case CANCELED -> State.CANCELLED;
            case EXPIRED -> State.EXPIRED;
            case VOIDED -> State.REVOKED;
        };
    }

    private boolean renews() {
        return said.renews() && (state() == State.ACTIVE || state() == State.GRACE);
    }

    private Instant ended() {
        var expires = said.expiresAt();
        return expires != null && expires.isBefore(askedAt) ? expires : askedAt;
    }
}
