package usher.billing.purchase;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.EventId;
import usher.contracts.id.PurchaseId;

/** Something that became of a subscription, and how it stood afterwards. */
record HistoryView(
        EventId id,
        PurchaseId subscription,
        String offer,
        String event,
        State state,
        @Nullable Instant expiresAt,
        @Nullable String reference,
        Instant happenedAt) {
    static HistoryView of(Row row) {
        return new HistoryView(
                new EventId(row.getUUID("id")),
                new PurchaseId(row.getUUID("purchase_id")),
                row.getString("offer"),
                row.getString("event"),
                State.of(row.getString("state")),
                Purchases.instant(row, "expires_at"),
                row.getString("reference"),
                row.getOffsetDateTime("happened_at").toInstant());
    }
}
