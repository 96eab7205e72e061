package usher.billing.payment;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.contracts.money.Money;

/**
 * What is to be paid.
 *
 * @param id the payment of ours, also the key under which a provider does it once
 * @param payer the provider's own id of the payer, if a method was kept before
 * @param returnTo where the payer's browser goes afterwards
 * @param keep whether the payment method is to be kept for later charges
 */
public record Order(
        PaymentId id,
        TenantId tenant,
        Money amount,
        String description,
        @Nullable String payer,
        @Nullable String returnTo,
        boolean keep) {}
