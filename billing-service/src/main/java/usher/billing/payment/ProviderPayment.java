package usher.billing.payment;

import org.jspecify.annotations.Nullable;

/**
 * A payment as its provider tells it. Amounts are in minor units of the payment's currency.
 *
 * @param handover what the payer's browser continues with while the stage is {@code WAITING}: Stripe's client secret, PayPal's approval link
 * @param method the token of the method that was kept, if one was
 * @param failure the provider's code for why it failed, for example {@code card_declined}
 */
public record ProviderPayment(
        String providerId,
        Stage stage,
        long amountMinor,
        GivenBack back,
        String currency,
        @Nullable String handover,
        @Nullable KeptMethod method,
        @Nullable String failure) {

    /** Where a payment stands. */
    public enum Stage {
        /** The payer has something to do. */
        WAITING,
        /** The provider works on it. */
        PROCESSING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    /** {@code token} and {@code payer} are good only with the seller's account; {@code label} is fit to be shown: {@code Visa •••• 4242}. */
    public record KeptMethod(
            String token,
            @Nullable String payer,
            String kind,
            String label,
            @Nullable String expires) {}
}
