package usher.billing.invoice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;

/**
 * What a refund does to an invoice's papers. A credit note says that so much is not owed, and gives credit; the money that goes back takes the
 * credit again. Where the invoice was credited before, the refund pays that credit out.
 */
@ApplicationScoped
public class InvoiceRefunds {
    private final InvoiceService invoices;

    InvoiceRefunds(InvoiceService invoices) {
        this.invoices = invoices;
    }

    /** Within a transaction of the tenant's. */
    public Uni<Void> refunded(
            SqlConnection connection, TenantId tenant, InvoiceId id, long amountMinor, String reason) {
        return invoices.locked(connection, tenant, id)
                .chain(invoice -> InvoiceService.noted(connection, tenant, id).chain(noted -> {
                    long note = Math.min(amountMinor, invoice.grossMinor() - noted);
                    return note <= 0
                            ? Uni.createFrom().voidItem()
                            : invoices.note(connection, tenant, invoice, noted, new CreditNote(note, reason))
                                    .replaceWithVoid();
                }))
                .chain(() -> invoices.credit(connection, tenant, id, -amountMinor));
    }
}
