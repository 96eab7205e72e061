package usher.billing.collection;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.ProviderDispute.Outcome;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;

/** A dispute as it is stored. */
record Dispute(
        TenantId tenant,
        UUID id,
        PaymentId payment,
        String provider,
        String providerId,
        long amountMinor,
        Outcome state,
        @Nullable String reason,
        Instant openedAt) {
    static Dispute of(Row row) {
        return new Dispute(
                new TenantId(row.getUUID("tenant_id")),
                row.getUUID("id"),
                new PaymentId(row.getUUID("payment_id")),
                row.getString("provider"),
                row.getString("provider_id"),
                row.getLong("amount_minor"),
                Outcome.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getOffsetDateTime("opened_at").toInstant());
    }
}
