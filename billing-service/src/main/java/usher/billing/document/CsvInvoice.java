package usher.billing.document;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.InvoiceView.LineView;

/** The lines of an invoice as CSV; amounts in minor units, taxes as lines at the end. */
final class CsvInvoice {
    /** Without it, spreadsheets take the text for the code page of their country. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final List<String> NAMES = List.of(
            "number",
            "position",
            "kind",
            "plan",
            "metric",
            "from",
            "to",
            "quantity",
            "amount_minor",
            "currency",
            "text");

    private CsvInvoice() {}

    static byte[] of(InvoiceView invoice) {
        var text = new StringWriter().append(BYTE_ORDER_MARK);
        try (var writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(NAMES);
            var lines = invoice.lines() == null ? List.<LineView>of() : invoice.lines();
            lines.forEach(line -> writer.writeRecord(line(invoice, line)));
            invoice.taxes().forEach(tax -> writer.writeRecord(tax(invoice, tax)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> line(InvoiceView invoice, LineView line) {
        return cells(
                invoice.number(),
                line.position(),
                line.kind(),
                line.plan(),
                line.metric(),
                line.from(),
                line.to(),
                line.quantity(),
                line.amountMinor(),
                invoice.currency(),
                line.text());
    }

    private static List<String> tax(InvoiceView invoice, InvoiceView.TaxLine tax) {
        return cells(
                invoice.number(),
                null,
                "tax",
                null,
                null,
                null,
                null,
                null,
                tax.amountMinor(),
                invoice.currency(),
                tax.text() + " " + tax.rate());
    }

    private static List<String> cells(@Nullable Object... values) {
        return Stream.of(values).map(CsvInvoice::cell).toList();
    }

    /** Spreadsheets calculate what begins like a formula; an apostrophe makes it text. */
    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }
}
