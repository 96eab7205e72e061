package usher.billing.invoice;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvoiceId;
import usher.kit.csv.Csv;

/** A list of invoices as CSV, read and written some at a time. */
final class InvoiceExport {
    static final int ROWS = 500;
    private static final List<String> NAMES = List.of(
            "id",
            "tenant",
            "number",
            "kind",
            "status",
            "of_number",
            "buyer",
            "plan",
            "plan_version",
            "period",
            "currency",
            "base_minor",
            "usage_minor",
            "net_minor",
            "tax_minor",
            "gross_minor",
            "credit_minor",
            "due_minor",
            "issued_at",
            "due_at",
            "paid_at",
            "payment_provider",
            "payment_reference",
            "payment_method");

    private InvoiceExport() {}

    /** How far the list was read. */
    private static final class Progress {
        @Nullable
        InvoiceId last;
    }

    /** {@code page} gives up to {@link #ROWS} invoices that come after the given one. */
    static Multi<byte[]> csv(Function<@Nullable InvoiceId, Uni<List<InvoiceView>>> page) {
        var rows = Multi.createBy()
                .repeating()
                .uni(
                        Progress::new,
                        progress -> page.apply(progress.last)
                                .invoke(found -> progress.last = found.isEmpty()
                                        ? progress.last
                                        : found.getLast().id()))
                .whilst(found -> found.size() == ROWS)
                .map(InvoiceExport::lines);
        var head = Multi.createFrom().item(Csv.bytes(Csv.BYTE_ORDER_MARK + Csv.line(NAMES)));
        return Multi.createBy().concatenating().streams(head, rows);
    }

    private static byte[] lines(List<InvoiceView> page) {
        var lines = new StringBuilder();
        page.forEach(invoice -> lines.append(Csv.line(cells(invoice))));
        return Csv.bytes(lines.toString());
    }

    private static List<String> cells(InvoiceView invoice) {
        var payment = invoice.payment();
        return Stream.of(
                        invoice.id().toString(),
                        invoice.tenant().toString(),
                        invoice.number(),
                        invoice.kind(),
                        invoice.status(),
                        invoice.ofNumber(),
                        Objects.toString(invoice.buyer().get("legal_name"), ""),
                        invoice.plan(),
                        invoice.planVersion(),
                        invoice.period(),
                        invoice.currency(),
                        invoice.baseMinor(),
                        invoice.usageMinor(),
                        invoice.netMinor(),
                        invoice.taxMinor(),
                        invoice.grossMinor(),
                        invoice.creditMinor(),
                        invoice.dueMinor(),
                        invoice.issuedAt(),
                        invoice.dueAt(),
                        invoice.paidAt(),
                        payment == null ? null : payment.provider(),
                        payment == null ? null : payment.reference(),
                        payment == null ? null : payment.method())
                .map(Csv::cell)
                .toList();
    }
}
