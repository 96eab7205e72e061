package usher.billing.topup;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentId;

/** How a wallet fills itself: {@code active}, or {@code paused} since a charge failed. {@code payment} is the charge under way. */
record RechargeView(
        long thresholdMinor,
        long amountMinor,
        int perDay,
        String state,
        @Nullable String failure,
        @Nullable PaymentId payment,
        Instant updatedAt) {
    static RechargeView of(Row row) {
        var payment = row.getUUID("payment_id");
        return new RechargeView(
                row.getLong("threshold_minor"),
                row.getLong("amount_minor"),
                row.getInteger("per_day"),
                row.getString("state").toLowerCase(Locale.ROOT),
                row.getString("failure"),
                payment == null ? null : new PaymentId(payment),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
