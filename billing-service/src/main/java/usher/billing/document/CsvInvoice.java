package usher.billing.document;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Pricing;
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
            "text",
            "plan_version",
            "share_part",
            "share_whole",
            "price_model",
            "fee_minor",
            "included",
            "unit_price",
            "package_size",
            "tiers",
            "before_quantity",
            "before_amount_minor");

    private static final Pricing NO_PRICE = new Pricing("", null, null, null, null, null, null);

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
        var share = line.share();
        var price = Objects.requireNonNullElse(line.price(), NO_PRICE);
        var before = price.before();
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
                line.text(),
                line.planVersion(),
                share == null ? null : share.part(),
                share == null ? null : share.whole(),
                price.model(),
                price.feeMinor(),
                price.included(),
                price.unitPrice(),
                price.packageSize(),
                tiers(price),
                before == null ? null : before.quantity(),
                before == null ? null : before.amountMinor());
    }

    /** 100:0;:0.015 costs nothing up to 100, and 0.015 each beyond. */
    private static @Nullable String tiers(Pricing price) {
        return price.tiers() == null
                ? null
                : price.tiers().stream()
                        .map(tier -> Objects.toString(tier.upTo(), "") + ":" + tier.unitPrice())
                        .collect(Collectors.joining(";"));
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
        var missing = Stream.<@Nullable Object>generate(() -> null).limit(NAMES.size() - values.length);
        return Stream.concat(Stream.of(values), missing).map(CsvInvoice::cell).toList();
    }

    /** Spreadsheets calculate what begins like a formula; an apostrophe makes it text. */
    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }
}
