package usher.billing.document;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.InvoiceView.LineView;

/** A sheet as the XHTML page that the PDF is made of. Texts of people run in the direction of their own first letter. */
final class HtmlInvoice {
    private static final String STYLE = """
            @page { size: A4; margin: 18mm 18mm 22mm; @bottom-center { content: counter(page) " / " counter(pages);
              font-family: 'DejaVu Sans'; font-size: 8pt; color: #667 } }
            body { font-family: 'DejaVu Sans'; font-size: 9.5pt; line-height: 1.45; color: #1b1f24 }
            h1 { font-size: 20pt; margin: 0 0 1mm; color: #0b5d48 }
            .quiet { color: #667; font-size: 8.5pt }
            .bar { border-top: 1.2mm solid #0b7a5b; margin: 0 0 6mm }
            table { width: 100%; border-collapse: collapse }
            .parties td { width: 50%; vertical-align: top; padding: 5mm 0 }
            .label { color: #667; font-size: 8pt; margin: 0 0 1mm }
            .name { font-weight: 700; font-size: 10.5pt }
            .lines { -fs-table-paginate: paginate; margin: 2mm 0 0 }
            .lines th { font-size: 8pt; font-weight: 700; color: #667; border-bottom: 0.4mm solid #0b7a5b; padding: 2mm 1mm }
            .lines td { border-bottom: 0.2mm solid #dde2e6; padding: 2mm 1mm; vertical-align: top }
            .lines tr { page-break-inside: avoid }
            .sums { margin-top: 4mm; page-break-inside: avoid }
            .sums td { padding: 1mm; white-space: nowrap } .number { white-space: nowrap }
            .sums .total td { border-top: 0.4mm solid #1b1f24; font-weight: 700; font-size: 12pt; padding-top: 2mm }
            .stamp { display: inline-block; border: 0.5mm solid #0b7a5b; color: #0b7a5b; padding: 0.5mm 3mm; font-weight: 700 }
            .pre { white-space: pre-wrap } .foot { margin-top: 6mm }
            .wide { width: 60% } .empty { width: 45% }
            .sums .total td.empty { border: 0 }
            .rtl { direction: rtl } .ltr { direction: ltr }
            """;
    /** Beginnings and ends of lines by the direction of the page; the renderer knows left and right alone. */
    private static final String SIDES = """
            th, td, .rtl, .ltr { text-align: %1$s } .number { text-align: %2$s }
            """;

    private final Sheet sheet;
    private final Words words;
    private final InvoiceView invoice;

    private HtmlInvoice(Sheet sheet) {
        this.sheet = sheet;
        this.words = sheet.words();
        this.invoice = sheet.invoice();
    }

    static String of(Sheet sheet) {
        return new HtmlInvoice(sheet).page();
    }

    private String page() {
        boolean right = words.rightToLeft();
        var sides = SIDES.formatted(right ? "right" : "left", right ? "left" : "right");
        return """
                <html><head><title>%s</title><style>%s%s</style></head><body dir="%s">
                <div class="bar"></div><h1>%s</h1>%s
                <table class="parties"><tr>%s</tr></table>
                <div class="quiet">%s</div>
                <table class="lines"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>
                <table class="sums">%s</table>%s</body></html>""".formatted(
                        escaped(sheet.title()),
                        STYLE,
                        sides,
                        right ? "rtl" : "ltr",
                        escaped(sheet.title()),
                        stamp(),
                        row(
                                "<td>" + party("from", invoice.seller()) + "</td>",
                                "<td>" + party("to", invoice.buyer()) + "</td>"),
                        dates(),
                        row(head("wide", "description"), head("number", "quantity"), head("number", "amount")),
                        lines(),
                        sums(),
                        notes());
    }

    /** The reason of a credit note is its line; the note of an invoice stands below it. */
    private String notes() {
        var note = invoice.note();
        var shares = sheet.hasShares() ? "<div class=\"quiet foot\">" + isolated(words.of("shares")) + "</div>" : "";
        return note == null || invoice.isCreditNote()
                ? shares
                : "<div class=\"pre\">" + isolated(note) + "</div>" + shares;
    }

    /** A credit note is not paid: it gives credit. */
    private String stamp() {
        if (invoice.isCreditNote()) {
            return "";
        }
        return switch (invoice.status()) {
            case "paid", "void", "draft" -> "<div class=\"stamp\">" + escaped(words.of(invoice.status())) + "</div>";
            default -> "";
        };
    }

    private String party(String label, Map<String, Object> party) {
        var taxId = sheet.party(party, "tax_id");
        return """
                <div class="label">%s</div><div class="name">%s</div><div class="pre">%s</div><div>%s</div><div class="quiet">%s</div>
                """.formatted(
                        escaped(words.of(label)),
                        isolated(sheet.party(party, "legal_name")),
                        isolated(sheet.party(party, "address")),
                        escaped(sheet.party(party, "country")),
                        taxId.isEmpty() ? "" : escaped(words.of("tax_id") + " " + taxId));
    }

    private String dates() {
        var days = sheet.days(invoice.periodStart(), invoice.periodEnd());
        if (invoice.isCreditNote()) {
            return dated("of_invoice", Objects.toString(invoice.ofNumber(), ""))
                    + dated("issued", sheet.day(invoice.issuedAt()));
        }
        return dated("period", days.isEmpty() ? invoice.period() : days)
                + dated("issued", sheet.day(invoice.issuedAt()))
                + dated("due", sheet.day(invoice.dueAt()));
    }

    private String dated(String label, String value) {
        return value.isEmpty()
                ? ""
                : "<div>" + escaped(words.of(label)) + ": <bdo dir=\"ltr\">" + escaped(value) + "</bdo></div>";
    }

    private String lines() {
        var lines = invoice.lines();
        return lines == null ? "" : lines.stream().map(this::line).collect(Collectors.joining());
    }

    private String line(LineView line) {
        var days = sheet.days(line.from(), line.to()) + sheet.share(line);
        var text = "<td class=\"wide\">" + isolated(sheet.text(line)) + "<div class=\"quiet\"><bdo dir=\"ltr\">"
                + escaped(days) + "</bdo></div>" + price(line) + "</td>";
        return "<tr>" + row(text, number(sheet.quantity(line)), number(sheet.amount(line.amountMinor()))) + "</tr>";
    }

    private String price(LineView line) {
        var price = sheet.price(line);
        return price.isEmpty() ? "" : "<div class=\"quiet\">" + isolated(price) + "</div>";
    }

    private String sums() {
        var taxes = invoice.taxes().stream()
                .map(tax -> sum("", sheet.tax(tax), tax.amountMinor()))
                .collect(Collectors.joining());
        if (invoice.isCreditNote()) {
            return sum("", words.of("net"), invoice.netMinor())
                    + taxes
                    + sum("total", words.of("credited_total"), invoice.grossMinor());
        }
        var credit = invoice.creditMinor() == 0 ? "" : sum("", words.of("credited"), -invoice.creditMinor());
        return sum("", words.of("net"), invoice.netMinor())
                + taxes
                + credit
                + sum("total", words.of("total"), invoice.dueMinor());
    }

    private String sum(String style, String label, long amount) {
        return "<tr class=\"" + style + "\">"
                + row("<td class=\"empty\"></td>", "<td>" + escaped(label) + "</td>", number(sheet.amount(amount)))
                + "</tr>";
    }

    /** Cells in reading order: the renderer lays all tables out from left to right. */
    private String row(String... cells) {
        var order = List.of(cells);
        return String.join("", words.rightToLeft() ? order.reversed() : order);
    }

    private String head(String style, String word) {
        return "<th class=\"" + style + "\">" + escaped(words.of(word)) + "</th>";
    }

    private static String number(String text) {
        return "<td class=\"number\"><bdo dir=\"ltr\">" + escaped(text) + "</bdo></td>";
    }

    /** In the direction of its first letter, whatever surrounds it. */
    private static String isolated(String text) {
        var way = direction(text);
        return "<div class=\"" + way + "\" dir=\"" + way + "\">" + escaped(text) + "</div>";
    }

    private static String direction(String text) {
        var first = text.codePoints()
                .map(Character::getDirectionality)
                .filter(way -> way == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                .findFirst()
                .orElse(Character.DIRECTIONALITY_LEFT_TO_RIGHT);
        return first == Character.DIRECTIONALITY_LEFT_TO_RIGHT ? "ltr" : "rtl";
    }

    /** Also without what XML cannot hold. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean sound =
                            point >= ' ' && point != 0xFFFE && point != 0xFFFF && (point < 0xD800 || point > 0xDFFF);
                    if (sound || point == '\n' || point == '\t') {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
