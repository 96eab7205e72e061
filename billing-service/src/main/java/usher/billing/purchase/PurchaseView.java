package usher.billing.purchase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.offer.Kind;
import usher.billing.purchase.offer.Tier;
import usher.contracts.id.PurchaseId;
import usher.contracts.id.VisitorId;

/**
 * A visitor's subscription. Paid until {@code expires_at}, absent for life; {@code ends_at} is when it gives nothing any more if it
 * is not renewed.
 */
record PurchaseView(
        PurchaseId id,
        VisitorId visitor,
        String offer,
        Kind kind,
        Tier tier,
        @Nullable Long messagesPerDay,
        Source source,
        State state,
        boolean renews,
        Instant startedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant endsAt) {
    static PurchaseView of(Purchase purchase) {
        var terms = purchase.terms();
        return new PurchaseView(
                purchase.id(),
                purchase.visitor(),
                terms.offer(),
                terms.kind(),
                terms.tier(),
                terms.messagesPerDay(),
                purchase.source(),
                purchase.state(),
                purchase.renews(),
                purchase.startedAt(),
                purchase.expiresAt(),
                purchase.endedAt() == null ? purchase.endsAt() : purchase.endedAt());
    }
}
