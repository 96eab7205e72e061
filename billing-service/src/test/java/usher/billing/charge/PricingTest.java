package usher.billing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Pricing.Step;

/** Works lines out as a reader of the invoice would: from the quantity, the share and the price that stand on the line. */
class PricingTest {
    private static final Rational NOTHING = Rational.of(0);

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyLineCanBeWorkedOutFromWhatItSays(@ForAll long seed) {
        var books = new Books(Schedule.random(new Random(seed)));
        books.comeTo(Schedule.random(new Random(seed)).end());

        for (var bills : books.closings()) {
            for (var bill : bills) {
                bill.lines()
                        .forEach(line ->
                                assertEquals(line.amountMinor(), amount(line, bill.currency()), seed + " " + line));
                assertEquals(bill.netMinor(), bill.baseMinor() + bill.usageMinor());
                assertTrue(bill.lines().isEmpty() == bill.plan().isEmpty());
            }
        }
    }

    private static long amount(Line line, String currency) {
        var price = Pricing.of(line);
        var share = Rational.of(
                line.segment().share().part(), line.segment().share().whole());
        if (price.feeMinor() != null) {
            return Rational.of(price.feeMinor()).times(share).rounded();
        }
        var minors =
                Rational.of(BigDecimal.TEN.pow(Currency.getInstance(currency).getDefaultFractionDigits()));
        boolean seats = line.kind() == Line.Kind.SEATS;
        long before = price.before() == null ? 0 : price.before().quantity();
        var quantity = Rational.of(Math.max(0, line.quantity() + before));
        var whole = cost(price, quantity, seats ? Rational.of(1) : share).times(minors);
        long billed = price.before() == null ? 0 : price.before().amountMinor();
        return (seats ? whole.times(share) : whole).rounded() - billed;
    }

    private static Rational cost(Pricing price, Rational quantity, Rational share) {
        return switch (price.model()) {
            case "per_unit" -> beyond(price, quantity, share).times(unit(price.unitPrice()));
            case "package" -> {
                var size = Objects.requireNonNull(price.packageSize());
                var packages = beyond(price, quantity, share).times(Rational.of(1, size));
                yield Rational.of(packages.ceiling()).times(unit(price.unitPrice()));
            }
            case "graduated" -> graduated(Objects.requireNonNull(price.tiers()), quantity, share);
            default -> volume(Objects.requireNonNull(price.tiers()), quantity, share);
        };
    }

    private static Rational beyond(Pricing price, Rational quantity, Rational share) {
        var rest = quantity.minus(
                Rational.of(Objects.requireNonNull(price.included())).times(share));
        return rest.isMoreThan(NOTHING) ? rest : NOTHING;
    }

    private static Rational graduated(List<Step> tiers, Rational quantity, Rational share) {
        var sum = NOTHING;
        var from = NOTHING;
        for (var tier : tiers) {
            var end = tier.upTo() == null ? quantity : Rational.of(tier.upTo()).times(share);
            var to = quantity.isMoreThan(end) ? end : quantity;
            if (to.isMoreThan(from)) {
                sum = sum.plus(to.minus(from).times(unit(tier.unitPrice())));
                from = to;
            }
        }
        return sum;
    }

    private static Rational volume(List<Step> tiers, Rational quantity, Rational share) {
        var reached = tiers.stream()
                .filter(tier -> tier.upTo() == null
                        || !quantity.isMoreThan(Rational.of(tier.upTo()).times(share)))
                .findFirst()
                .orElseThrow();
        return quantity.times(unit(reached.unitPrice()));
    }

    private static Rational unit(@Nullable String price) {
        return Rational.of(new BigDecimal(Objects.requireNonNull(price)));
    }
}
