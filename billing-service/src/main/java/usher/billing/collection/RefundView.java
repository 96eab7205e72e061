package usher.billing.collection;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentId;

/** A refund: {@code pending} until the provider has said that it is {@code done}, or {@code failed} with the provider's code. */
record RefundView(
        PaymentId payment,
        long amountMinor,
        String currency,
        String state,
        @Nullable String failure) {}
