package usher.billing.collection;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;

/** Money on its way back. The id is also the key under which the provider does it once. */
record Refund(
        TenantId tenant,
        UUID id,
        PaymentId payment,
        long amountMinor,
        String reason,
        State state,
        @Nullable String failure,
        @Nullable UUID dispute,
        @Nullable String providerRef,
        @Nullable Instant givenAt) {
    enum State {
        PENDING,
        DONE,
        FAILED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isPending() {
        return state == State.PENDING;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** Whether the money of a lost dispute is this refund, which was booked by its name before. */
    boolean isOf(Dispute lost) {
        return isDone() && dispute == null && providerRef != null && lost.fits(amountMinor, givenAt);
    }

    static Refund of(Row row) {
        return new Refund(
                new TenantId(row.getUUID("tenant_id")),
                row.getUUID("id"),
                new PaymentId(row.getUUID("payment_id")),
                row.getLong("amount_minor"),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                row.getString("failure"),
                row.getUUID("dispute_id"),
                row.getString("provider_ref"),
                at(row.getOffsetDateTime("given_at")));
    }

    private static @Nullable Instant at(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
