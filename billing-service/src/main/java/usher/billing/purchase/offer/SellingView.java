package usher.billing.purchase.offer;

import org.jspecify.annotations.Nullable;

/**
 * What holds for visitors. Without {@code free_messages_per_day} messages are not limited. While {@code selling} is false, there is
 * no offer to be bought and visitors have no limits of their own.
 */
record SellingView(boolean selling, @Nullable Long freeMessagesPerDay, int graceDays) {}
