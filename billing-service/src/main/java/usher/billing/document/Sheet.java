package usher.billing.document;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.InvoiceView.LineView;

/** An invoice with its amounts, dates and texts as they are read. */
record Sheet(InvoiceView invoice, Words words) {

    String title() {
        var number = invoice.number() == null ? words.of("draft") : invoice.number();
        return words.of(invoice.kind()) + " " + number;
    }

    /** With the digits of its currency and grouped: 1,234.50 ILS; 1,235 JPY. */
    String money(long minor) {
        int digits = Currency.getInstance(invoice.currency()).getDefaultFractionDigits();
        var format = new DecimalFormat("#,##0." + "0".repeat(digits), DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(digits);
        format.setDecimalSeparatorAlwaysShown(digits > 0);
        return format.format(BigDecimal.valueOf(minor, digits)) + " " + invoice.currency();
    }

    String quantity(LineView line) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(line.quantity());
    }

    String day(@Nullable Instant at) {
        return at == null
                ? ""
                : LocalDate.ofInstant(at, ZoneId.of(invoice.timeZone())).toString();
    }

    /** First and last day. */
    String days(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? "" : day(from) + " – " + day(to.minusSeconds(1));
    }

    String text(LineView line) {
        if (line.text() != null) {
            return line.text();
        }
        return Stream.of(words.of(line.kind()), line.kind().equals("seats") ? null : line.metric(), line.plan())
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
    }

    String share(LineView line) {
        var share = line.share();
        return share == null || share.part() == share.whole() ? "" : " (" + share.part() + "/" + share.whole() + ")";
    }

    String tax(InvoiceView.TaxLine tax) {
        var text = tax.text().isEmpty() ? words.of("tax") : words.of(tax.text());
        var rate = new BigDecimal(tax.rate()).movePointRight(2).stripTrailingZeros();
        return rate.signum() == 0 ? text : text + " " + rate.toPlainString() + "%";
    }

    String party(Map<String, Object> party, String field) {
        return Objects.toString(party.get(field), "");
    }
}
