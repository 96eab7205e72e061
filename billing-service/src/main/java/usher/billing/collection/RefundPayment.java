package usher.billing.collection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** So much of a payment goes back, in minor units; all that is left of it without an amount. */
record RefundPayment(
        @Nullable @Min(1) @Max(1_000_000_000_000_000L) Long amountMinor,
        @NotBlank @Size(max = 500) String reason) {
    long amount(long left) {
        if (CardNumbers.isIn(reason)) {
            throw Refusal.invalid("/reason", "card-number", "Card numbers are not kept here.");
        }
        if (left <= 0) {
            throw Refusal.conflict("payment-refunded", "All of this payment went back, or is on its way.");
        }
        if (amountMinor != null && amountMinor > left) {
            throw Refusal.invalid("/amount_minor", "amount-too-large", "That is more than is left of the payment.");
        }
        return amountMinor == null ? left : amountMinor;
    }
}
