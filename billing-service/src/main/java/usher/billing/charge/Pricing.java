package usher.billing.charge;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the amount of a line is made of, so that whoever pays can work it out: with the line's quantity and share, nothing else is
 * needed. Prices are major units of the currency, written in full; fees are minor units. {@code feeMinor} is for a whole month;
 * {@code included} and where tiers end are a whole month's too, and shrink with the share, except for seats. {@code only} is there where a metric is
 * priced by its dimensions.
 */
public record Pricing(
        String model,
        @Nullable Long feeMinor,
        @Nullable Long included,
        @Nullable String unitPrice,
        @Nullable Long packageSize,
        @Nullable List<Step> tiers,
        @Nullable Billed before,
        @Nullable Only only) {

    /** Up to and with so many units; the last one has no end. */
    public record Step(@Nullable Long upTo, String unitPrice) {}

    /** Of late usage: what had been billed of the same stretch. The line is what all of it costs, less this. */
    public record Billed(long quantity, long amountMinor) {}

    /** Which usage: what has one of the values in each of the dimensions, or what is in none of the others. */
    public record Only(
            @Nullable Map<String, List<String>> dimensions,
            @Nullable List<Map<String, List<String>>> except) {}

    public static Pricing of(Line line) {
        var terms = line.segment().terms();
        var charge = line.charge();
        if (charge == null) {
            return new Pricing("flat", terms.baseMinor(), null, null, null, null, null, null);
        }
        int digits = Currency.getInstance(terms.currency()).getDefaultFractionDigits();
        var before = line.before();
        return of(
                charge.tariff(),
                digits,
                before == null ? null : new Billed(before.quantity(), before.amountMinor()),
                only(terms.slices(charge.metric()), charge.slice()));
    }

    private static @Nullable Only only(List<Slice> slices, Slice slice) {
        if (!slice.isRest()) {
            return new Only(slice.dimensions(), null);
        }
        return slices.isEmpty()
                ? null
                : new Only(null, slices.stream().map(Slice::dimensions).toList());
    }

    private static Pricing of(Tariff tariff, int digits, @Nullable Billed before, @Nullable Only only) {
        return switch (tariff) {
            case Tariff.PerUnit unit ->
                new Pricing(
                        "per_unit", null, unit.included(), major(unit.unitPrice(), digits), null, null, before, only);
            case Tariff.Packaged some ->
                new Pricing(
                        "package",
                        null,
                        some.included(),
                        major(some.packagePrice(), digits),
                        some.size(),
                        null,
                        before,
                        only);
            case Tariff.Graduated graduated ->
                new Pricing("graduated", null, null, null, null, steps(graduated.tiers(), digits), before, only);
            case Tariff.Volume volume ->
                new Pricing("volume", null, null, null, null, steps(volume.tiers(), digits), before, only);
        };
    }

    private static List<Step> steps(List<Tariff.Tier> tiers, int digits) {
        return tiers.stream()
                .map(tier -> new Step(tier.upTo(), major(tier.unitPrice(), digits)))
                .toList();
    }

    private static String major(BigDecimal minor, int digits) {
        return minor.movePointLeft(digits).stripTrailingZeros().toPlainString();
    }
}
