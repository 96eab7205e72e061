package usher.billing.purchase;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.offer.Tier;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.VisitorId;

/** What a visitor may use now, until when, and by which subscriptions. Without {@code messages_per_day} messages are not limited. */
record StatusView(
        VisitorId visitor,
        Tier tier,
        @Nullable Long messagesPerDay,
        @Nullable Instant until,
        List<PurchaseView> subscriptions) {
    static StatusView of(VisitorId visitor, List<Purchase> open, VisitorGrant free) {
        var best = open.stream()
                .filter(purchase -> purchase.state().gives())
                .map(Purchase::grant)
                .max(Holders.WORTH)
                .orElse(free);
        return new StatusView(
                visitor,
                Tier.of(best.tier()),
                best.messagesPerDay(),
                best.until(),
                open.stream().map(PurchaseView::of).toList());
    }
}
