package usher.billing.document;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Pricing;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.InvoiceView.LineView;
import usher.kit.csv.Csv;

/** The lines of an invoice as CSV; amounts in minor units, taxes as lines at the end. */
final class CsvInvoice {
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
            "before_amount_minor",
            "only",
            "except");

    private static final Pricing NO_PRICE = new Pricing("", null, null, null, null, null, null, null);

    private CsvInvoice() {}

    static byte[] of(InvoiceView invoice) {
        var text = new StringBuilder(Csv.BYTE_ORDER_MARK).append(Csv.line(NAMES));
        var lines = invoice.lines() == null ? List.<LineView>of() : invoice.lines();
        lines.forEach(line -> text.append(Csv.line(line(invoice, line))));
        invoice.taxes().forEach(tax -> text.append(Csv.line(tax(invoice, tax))));
        return Csv.bytes(text.toString());
    }

    private static List<String> line(InvoiceView invoice, LineView line) {
        var share = line.share();
        var price = Objects.requireNonNullElse(line.price(), NO_PRICE);
        var before = price.before();
        var only = price.only();
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
                before == null ? null : before.amountMinor(),
                only == null || only.dimensions() == null ? null : part(only.dimensions()),
                only == null || only.except() == null
                        ? null
                        : only.except().stream().map(CsvInvoice::part).collect(Collectors.joining(" or ")));
    }

    /** model=a|b;provider=c is what has a or b for its model and c for its provider. */
    private static String part(Map<String, List<String>> dimensions) {
        return dimensions.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + String.join("|", entry.getValue()))
                .collect(Collectors.joining(";"));
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
        return Stream.concat(Stream.of(values), missing).map(Csv::cell).toList();
    }
}
