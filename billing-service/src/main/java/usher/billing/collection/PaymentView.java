package usher.billing.collection;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;

/**
 * A payment as the API shows it. {@code handover} is what the payer's browser goes on with while the state is {@code waiting}, and
 * {@code publishable_key} what it needs for that; both come where the provider was asked just now, and nowhere else.
 * {@code dispute} is {@code open}, {@code won} or {@code lost}, and {@code disputed_at} when it was opened; absent where nobody disputes it.
 */
public record PaymentView(
        PaymentId id,
        TenantId tenant,
        String purpose,
        @Nullable InvoiceId invoice,
        @Nullable WalletId wallet,
        long amountMinor,
        long refundedMinor,
        String currency,
        String state,
        String provider,
        @Nullable String providerId,
        @Nullable PaymentMethodId method,
        int attempts,
        @Nullable String failure,
        @Nullable String handover,
        @Nullable String publishableKey,
        @Nullable String dispute,
        @Nullable Instant disputedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant succeededAt) {
    static PaymentView of(Payment payment) {
        return new PaymentView(
                payment.id(),
                payment.tenant(),
                payment.purpose().text(),
                payment.invoice(),
                payment.wallet(),
                payment.amountMinor(),
                payment.refundedMinor(),
                payment.currency(),
                payment.state().text(),
                payment.provider(),
                payment.providerId(),
                payment.method(),
                payment.attempts(),
                payment.failure(),
                null,
                null,
                payment.dispute() == null ? null : payment.dispute().name().toLowerCase(Locale.ROOT),
                payment.disputedAt(),
                payment.createdAt(),
                payment.updatedAt(),
                payment.succeededAt());
    }

    PaymentView with(@Nullable String handover, @Nullable String publishableKey) {
        return handover == null
                ? this
                : new PaymentView(
                        id,
                        tenant,
                        purpose,
                        invoice,
                        wallet,
                        amountMinor,
                        refundedMinor,
                        currency,
                        state,
                        provider,
                        providerId,
                        method,
                        attempts,
                        failure,
                        handover,
                        publishableKey,
                        dispute,
                        disputedAt,
                        createdAt,
                        updatedAt,
                        succeededAt);
    }
}
