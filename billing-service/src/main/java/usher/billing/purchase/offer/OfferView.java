package usher.billing.purchase.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An offer. Without {@code messages_per_day} messages are not limited. */
public record OfferView(
        String key,
        String name,
        Kind kind,
        long priceMinor,
        String currency,
        Tier tier,
        @Nullable Long messagesPerDay,
        @Nullable StoreProduct googlePlay,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {
    public static OfferView of(Offer offer) {
        return new OfferView(
                offer.key(),
                offer.name(),
                offer.kind(),
                offer.priceMinor(),
                offer.currency(),
                offer.tier(),
                offer.messagesPerDay(),
                offer.googlePlay(),
                offer.enabled(),
                offer.createdAt(),
                offer.updatedAt());
    }
}
