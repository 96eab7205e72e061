package usher.billing.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a quantity costs, exact until it is rounded once. Prices are in minor units and may have decimals. Quantities that
 * belong to a whole month (what is included, where a tier ends) shrink with the share; prices do not.
 */
public sealed interface Tariff {
    /** The exact price of a quantity, multiplied by {@code share.whole()} so that nothing was divided yet. */
    BigDecimal timesWhole(long quantity, Share share);

    /** How many units a whole month has for nothing. */
    long free();

    /** In minor units, half a unit away from zero. Less than nothing costs nothing. */
    default long price(long quantity, Share share) {
        return share.round(timesWhole(Math.max(0, quantity), share));
    }

    /** Each unit beyond the included ones has one price. */
    record PerUnit(long included, BigDecimal unitPrice) implements Tariff {
        @Override
        public long free() {
            return included;
        }

        @Override
        public BigDecimal timesWhole(long quantity, Share share) {
            return share.whole(quantity)
                    .subtract(share.scale(included))
                    .max(BigDecimal.ZERO)
                    .multiply(unitPrice);
        }
    }

    /** Units are sold by the package beyond the included ones; a begun package is a whole one. */
    record Packaged(long included, long size, BigDecimal packagePrice) implements Tariff {
        @Override
        public long free() {
            return included;
        }

        @Override
        public BigDecimal timesWhole(long quantity, Share share) {
            var beyond = share.whole(quantity).subtract(share.scale(included)).max(BigDecimal.ZERO);
            var packages = beyond.divide(share.whole(size), 0, RoundingMode.CEILING);
            return packages.multiply(packagePrice).multiply(BigDecimal.valueOf(share.whole()));
        }
    }

    /** Units cost what the tier says that they fall into, each tier's units its own price. */
    record Graduated(List<Tier> tiers) implements Tariff {
        public Graduated {
            tiers = Tier.checked(tiers);
        }

        @Override
        public long free() {
            return Tier.free(tiers);
        }

        @Override
        public BigDecimal timesWhole(long quantity, Share share) {
            var all = share.whole(quantity);
            var from = BigDecimal.ZERO;
            var price = BigDecimal.ZERO;
            for (var tier : tiers) {
                var to = tier.upTo() == null ? all : all.min(share.scale(tier.upTo()));
                price = price.add(to.subtract(from).max(BigDecimal.ZERO).multiply(tier.unitPrice()));
                from = from.max(to);
            }
            return price;
        }
    }

    /** All units cost what the tier says that the whole quantity falls into. */
    record Volume(List<Tier> tiers) implements Tariff {
        public Volume {
            tiers = Tier.checked(tiers);
        }

        @Override
        public long free() {
            return Tier.free(tiers);
        }

        @Override
        public BigDecimal timesWhole(long quantity, Share share) {
            var all = share.whole(quantity);
            var reached = tiers.stream()
                    .filter(tier -> tier.upTo() == null || all.compareTo(share.scale(tier.upTo())) <= 0)
                    .findFirst()
                    .orElseThrow();
            return all.multiply(reached.unitPrice());
        }
    }

    /** A price up to and with a quantity; the last tier has no end. */
    record Tier(@Nullable Long upTo, BigDecimal unitPrice) {
        /** Where the first tier ends, when it costs nothing; all of them when it has no end. */
        private static long free(List<Tier> tiers) {
            var first = tiers.getFirst();
            return first.unitPrice().signum() != 0 ? 0 : first.upTo() == null ? Long.MAX_VALUE : first.upTo();
        }

        private static List<Tier> checked(List<Tier> tiers) {
            long last = 0;
            for (int at = 0; at < tiers.size(); at++) {
                var end = tiers.get(at).upTo();
                if ((end == null) != (at == tiers.size() - 1) || (end != null && end <= last)) {
                    throw new IllegalArgumentException("Tiers rise, and the last alone has no end");
                }
                last = end == null ? last : end;
            }
            if (tiers.isEmpty()) {
                throw new IllegalArgumentException("At least one tier");
            }
            return List.copyOf(tiers);
        }
    }
}
