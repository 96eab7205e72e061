package usher.billing.collection;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import usher.billing.collection.Payment.Destination;
import usher.billing.collection.Payment.Purpose;
import usher.billing.payment.ProviderDispute.Outcome;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;

/** Rows of the payment tables as records. */
final class PaymentRows {
    private PaymentRows() {}

    static Payment payment(Row row) {
        var settled = row.getString("settled");
        var dispute = row.getString("dispute");
        return new Payment(
                new TenantId(row.getUUID("tenant_id")),
                new PaymentId(row.getUUID("id")),
                Purpose.valueOf(row.getString("purpose")),
                id(row, "invoice_id", InvoiceId::new),
                id(row, "wallet_id", WalletId::new),
                row.getLong("amount_minor"),
                row.getLong("refunded_minor"),
                row.getString("currency"),
                State.valueOf(row.getString("state")),
                row.getString("provider"),
                row.getString("provider_id"),
                id(row, "method_id", PaymentMethodId::new),
                row.getString("description"),
                row.getString("return_to"),
                row.getBoolean("keep"),
                row.getInteger("attempts"),
                row.getString("failure"),
                settled == null ? null : Destination.valueOf(settled),
                row.getString("actor"),
                dispute == null ? null : Outcome.valueOf(dispute),
                at(row, "disputed_at"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                at(row, "succeeded_at"));
    }

    static Method method(Row row) {
        return new Method(
                new TenantId(row.getUUID("tenant_id")),
                new PaymentMethodId(row.getUUID("id")),
                row.getString("provider"),
                row.getString("token"),
                row.getString("payer"),
                row.getString("kind"),
                row.getString("label"),
                row.getString("expires"),
                row.getBoolean("preferred"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static <T> @Nullable T id(Row row, String column, Function<UUID, T> make) {
        var value = row.getUUID(column);
        return value == null ? null : make.apply(value);
    }

    static @Nullable Instant at(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
