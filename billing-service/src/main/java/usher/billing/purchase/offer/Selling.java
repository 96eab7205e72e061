package usher.billing.purchase.offer;

import org.jspecify.annotations.Nullable;

/**
 * What holds for all visitors of a tenant.
 *
 * @param freeMessagesPerDay of those who bought nothing; null: not limited
 * @param graceDays how long what was not renewed goes on, on top of what a store grants
 */
public record Selling(@Nullable Long freeMessagesPerDay, int graceDays) {
    /** Where a tenant has said nothing. */
    static final Selling USUAL = new Selling(10L, 3);
}
