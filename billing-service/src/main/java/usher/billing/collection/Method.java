package usher.billing.collection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;

/** A way to pay that a tenant has kept: the provider's token for it, which is good only with the seller's account. */
public record Method(
        TenantId tenant,
        PaymentMethodId id,
        String provider,
        String token,
        @Nullable String payer,
        String kind,
        String label,
        @Nullable String expires,
        boolean preferred,
        Instant createdAt) {
    @Override
    public String toString() {
        return "Method[" + id + "]";
    }
}
