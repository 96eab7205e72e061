package usher.billing.collection;

import io.vertx.mutiny.sqlclient.Row;
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
        @Nullable String failure) {
    enum State {
        PENDING,
        DONE,
        FAILED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Refund of(Row row) {
        return new Refund(
                new TenantId(row.getUUID("tenant_id")),
                row.getUUID("id"),
                new PaymentId(row.getUUID("payment_id")),
                row.getLong("amount_minor"),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                row.getString("failure"));
    }
}
