package usher.billing.document;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Pricing;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.InvoiceView.LineView;

/** An invoice with its amounts, dates and texts as they are read. */
record Sheet(InvoiceView invoice, Words words) {

    private static final String LEFT_TO_RIGHT = "\u200E";

    String title() {
        var number = invoice.number() == null ? words.of("draft") : invoice.number();
        return words.of(invoice.kind()) + " " + number;
    }

    /** A credit note says how much is given: what is below zero in the books stands on it without a sign. */
    String amount(long minor) {
        return money(invoice.isCreditNote() ? Math.negateExact(minor) : minor);
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
        return whole(line.quantity());
    }

    private static String whole(long number) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    /** What the amount of a line is made of, in words; empty for what was written by hand. */
    String price(LineView line) {
        var price = line.price();
        if (price == null) {
            return "";
        }
        var terms = price.tiers() == null ? simple(price) : words.of(price.model(), tiers(price.tiers()));
        var before = price.before();
        return words.of("price") + ": " + terms
                + (before == null
                        ? ""
                        : "; " + words.of("before", whole(before.quantity()), kept(money(before.amountMinor()))));
    }

    private String simple(Pricing price) {
        if (price.feeMinor() != null) {
            return words.of(price.model(), kept(money(price.feeMinor())));
        }
        return words.of(
                price.model(), each(price.unitPrice()), counted(price.included()), counted(price.packageSize()));
    }

    private String tiers(List<Pricing.Step> tiers) {
        return tiers.stream()
                .map(tier -> tier.upTo() != null
                        ? words.of("up_to", each(tier.unitPrice()), whole(tier.upTo()))
                        : words.of(tiers.size() == 1 ? "all" : "beyond", each(tier.unitPrice())))
                .collect(Collectors.joining(", "));
    }

    private String each(@Nullable String unitPrice) {
        return kept(Objects.requireNonNullElse(unitPrice, "0") + " " + invoice.currency());
    }

    /** An amount within a sentence from right to left keeps its own order, the number before the currency. */
    private String kept(String amount) {
        return words.rightToLeft() ? LEFT_TO_RIGHT + amount + LEFT_TO_RIGHT : amount;
    }

    private static String counted(@Nullable Long quantity) {
        return whole(quantity == null ? 0 : quantity);
    }

    /** Whether a line is for a part of a month, so that the reader has to be told how that counts. */
    boolean hasShares() {
        var lines = invoice.lines();
        return lines != null && lines.stream().anyMatch(line -> !share(line).isEmpty());
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
        return Stream.of(
                        words.of(line.kind()),
                        line.kind().equals("seats") ? null : line.metric(),
                        only(line),
                        line.plan())
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
    }

    /** Which part of a metric's usage a line is for. */
    private @Nullable String only(LineView line) {
        var only = line.price() == null ? null : line.price().only();
        if (only == null) {
            return null;
        }
        return only.dimensions() != null
                ? named(only.dimensions())
                : words.of(
                        "except",
                        Objects.requireNonNullElse(only.except(), List.<Map<String, List<String>>>of()).stream()
                                .map(this::named)
                                .collect(Collectors.joining("; ")));
    }

    private String named(Map<String, List<String>> dimensions) {
        return dimensions.entrySet().stream()
                .map(entry -> words.of(entry.getKey()) + " " + kept(String.join(", ", entry.getValue())))
                .collect(Collectors.joining(", "));
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
