package usher.billing.purchase.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a visitor can buy. The price is in minor units of its currency; without {@code messagesPerDay} messages are not
 * limited. {@code googlePlay} is absent where it is not sold in the store.
 */
public record Offer(
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
        Instant updatedAt) {}
