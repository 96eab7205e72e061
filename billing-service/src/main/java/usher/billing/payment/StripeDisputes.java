package usher.billing.payment;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import usher.billing.payment.ProviderDispute.Outcome;

/** Stripe's disputes. An inquiry that is closed has taken nothing. See docs.stripe.com/api/disputes/object. */
final class StripeDisputes {
    private StripeDisputes() {}

    static ProviderDispute dispute(Dispute dispute) {
        var currency = dispute.getCurrency();
        var outcome = outcome(Objects.requireNonNullElse(dispute.getStatus(), ""));
        long disputed = Objects.requireNonNullElse(dispute.getAmount(), 0L);
        return new ProviderDispute(
                dispute.getId(),
                Objects.requireNonNullElse(dispute.getPaymentIntent(), ""),
                outcome,
                StripeAmounts.fromStripe(
                        outcome == Outcome.LOST ? taken(dispute).orElse(disputed) : disputed, currency),
                currency.toUpperCase(Locale.ROOT),
                dispute.getReason(),
                Instant.ofEpochSecond(Objects.requireNonNullElse(dispute.getCreated(), 0L)));
    }

    /** What was withdrawn less what was reinstated, unless the account is kept in another currency. */
    private static OptionalLong taken(Dispute dispute) {
        var moved = Objects.requireNonNullElse(dispute.getBalanceTransactions(), List.<BalanceTransaction>of());
        boolean comparable =
                moved.stream().allMatch(one -> dispute.getCurrency().equals(one.getCurrency()));
        return moved.isEmpty() || !comparable
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(
                        0,
                        -moved.stream().mapToLong(BalanceTransaction::getAmount).sum()));
    }

    private static Outcome outcome(String status) {
        return switch (status) {
            case "lost" -> Outcome.LOST;
            case "won", "warning_closed", "prevented" -> Outcome.WON;
            default -> Outcome.OPEN;
        };
    }
}
