package usher.billing.collection;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
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
    /** Money may be taken before the case about it is opened. */
    private static final Duration EARLY = Duration.ofHours(1);

    /** Whether so much money that went then may be what this one is about. */
    boolean fits(long amount, @Nullable Instant at) {
        return amount == amountMinor && at != null && !at.isBefore(openedAt.minus(EARLY));
    }

    /** With the amount that it came to. */
    Dispute about(long amount) {
        return new Dispute(tenant, id, payment, provider, providerId, amount, state, reason, openedAt);
    }

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
