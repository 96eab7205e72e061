package usher.billing.purchase;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import usher.contracts.id.VisitorId;

/**
 * One period of an offer that a visitor has paid to the tenant. {@code reference} is the tenant's own name for the payment: the same
 * twice is one.
 */
record GrantPurchase(
        @NotNull VisitorId visitor,
        @NotNull @Size(min = 1, max = 40) String offer,
        @NotNull @Size(min = 1, max = 200) String reference) {}
