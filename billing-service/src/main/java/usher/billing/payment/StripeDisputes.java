package usher.billing.payment;

import com.stripe.model.Dispute;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import usher.billing.payment.ProviderDispute.Outcome;

/** Stripe's disputes. An inquiry that is closed has taken nothing. See docs.stripe.com/api/disputes/object. */
final class StripeDisputes {
    private StripeDisputes() {}

    static ProviderDispute dispute(Dispute dispute) {
        var currency = dispute.getCurrency();
        return new ProviderDispute(
                dispute.getId(),
                Objects.requireNonNullElse(dispute.getPaymentIntent(), ""),
                outcome(Objects.requireNonNullElse(dispute.getStatus(), "")),
                StripeAmounts.fromStripe(Objects.requireNonNullElse(dispute.getAmount(), 0L), currency),
                currency.toUpperCase(Locale.ROOT),
                dispute.getReason(),
                Instant.ofEpochSecond(Objects.requireNonNullElse(dispute.getCreated(), 0L)));
    }

    private static Outcome outcome(String status) {
        return switch (status) {
            case "lost" -> Outcome.LOST;
            case "won", "warning_closed", "prevented" -> Outcome.WON;
            default -> Outcome.OPEN;
        };
    }
}
