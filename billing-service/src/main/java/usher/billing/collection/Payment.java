package usher.billing.collection;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.ProviderDispute.Outcome;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;

/**
 * A payment as it is stored. {@code method} is the kept one that is charged with nobody present; without, the payer completes it.
 * {@code dispute} is where the dispute stands that moved last, {@code disputedAt} when it was opened.
 */
public record Payment(
        TenantId tenant,
        PaymentId id,
        Purpose purpose,
        @Nullable InvoiceId invoice,
        @Nullable WalletId wallet,
        long amountMinor,
        long refundedMinor,
        String currency,
        State state,
        String provider,
        @Nullable String providerId,
        @Nullable PaymentMethodId method,
        String description,
        @Nullable String returnTo,
        boolean keep,
        int attempts,
        @Nullable String failure,
        @Nullable Destination settled,
        String actor,
        @Nullable Outcome dispute,
        @Nullable Instant disputedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant succeededAt) {

    /** What the money is for. */
    public enum Purpose {
        INVOICE,
        TOP_UP;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the money became. */
    public enum Destination {
        INVOICE,
        WALLET
    }

    boolean isOffSession() {
        return method != null;
    }
}
