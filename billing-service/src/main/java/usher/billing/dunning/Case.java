package usher.billing.dunning;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;

/** An invoice whose money is asked for: how often that failed, the charge that is under way, and when the first one was tried. */
record Case(
        TenantId tenant,
        InvoiceId invoice,
        int failures,
        @Nullable PaymentId payment,
        @Nullable Instant firstAt) {
    static Case of(Row row) {
        var payment = row.getUUID("payment_id");
        var first = row.getOffsetDateTime("first_at");
        return new Case(
                new TenantId(row.getUUID("tenant_id")),
                new InvoiceId(row.getUUID("invoice_id")),
                row.getInteger("failures"),
                payment == null ? null : new PaymentId(payment),
                first == null ? null : first.toInstant());
    }
}
