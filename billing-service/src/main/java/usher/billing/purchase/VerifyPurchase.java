package usher.billing.purchase;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.VisitorId;

/** What the store gave the visitor's device. {@code visitor} is whose it is, where a tenant's server asks. */
record VerifyPurchase(
        @NotBlank @Size(max = 148) String productId,
        @NotBlank @Size(max = 2000) String purchaseToken,
        @Nullable VisitorId visitor) {}
