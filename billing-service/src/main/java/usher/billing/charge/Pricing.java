package usher.billing.charge;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the amount of a line is made of, so that whoever pays can work it out: with the line's quantity and share, nothing else is
 * needed. Prices are major units of the currency, written in full; fees are minor units. {@code feeMinor} is for a whole month;
 * {@code included} and where tiers end are a whole month's too, and shrink with the share, except for seats.
 */
public record Pricing(
        String model,
        @Nullable Long feeMinor,
        @Nullable Long included,
        @Nullable String unitPrice,
        @Nullable Long packageSize,
        @Nullable List<Step> tiers,
        @Nullable Billed before) {

    /** Up to and with so many units; the last one has no end. */
    public record Step(@Nullable Long upTo, String unitPrice) {}

    /** Of late usage: what had been billed of the same stretch. The line is what all of it costs, less this. */
    public record Billed(long quantity, long amountMinor) {}

    public static Pricing of(Line line) {
        var terms = line.segment().terms();
        if (line.metric() == null) {
            return new Pricing("flat", terms.baseMinor(), null, null, null, null, null);
        }
        int digits = Currency.getInstance(terms.currency()).getDefaultFractionDigits();
        var before = line.before();
        return of(
                terms.tariff(line.metric()),
                digits,
                before == null ? null : new Billed(before.quantity(), before.amountMinor()));
    }

    private static Pricing of(Tariff tariff, int digits, @Nullable Billed before) {
        return switch (tariff) {
            case Tariff.PerUnit unit ->
                new Pricing("per_unit", null, unit.included(), major(unit.unitPrice(), digits), null, null, before);
            case Tariff.Packaged some ->
                new Pricing(
                        "package",
                        null,
                        some.included(),
                        major(some.packagePrice(), digits),
                        some.size(),
                        null,
                        before);
            case Tariff.Graduated graduated ->
                new Pricing("graduated", null, null, null, null, steps(graduated.tiers(), digits), before);
            case Tariff.Volume volume ->
                new Pricing("volume", null, null, null, null, steps(volume.tiers(), digits), before);
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
