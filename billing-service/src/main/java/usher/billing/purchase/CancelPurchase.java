package usher.billing.purchase;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.PurchaseId;
import usher.contracts.id.VisitorId;

/** Which subscription is not to be renewed: the only one, if none is named. {@code visitor} is whose, where others ask. */
record CancelPurchase(
        @Nullable PurchaseId subscription, @Nullable VisitorId visitor) {}
