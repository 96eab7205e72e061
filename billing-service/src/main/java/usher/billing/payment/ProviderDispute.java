package usher.billing.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as its provider tells it. {@code amountMinor}, in minor units of {@code currency}, is what the payer wants back, and once it
 * is lost what went.
 *
 * @param payment the provider's id of the payment; empty if it is none that the provider could name
 * @param reason the provider's code for why, for example {@code fraudulent}
 */
public record ProviderDispute(
        String id,
        String payment,
        Outcome outcome,
        long amountMinor,
        String currency,
        @Nullable String reason,
        Instant openedAt) {

    /** Nothing is lost while it is open, though a provider may hold the money back. */
    public enum Outcome {
        OPEN,
        WON,
        LOST
    }
}
