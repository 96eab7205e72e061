package usher.billing.plan;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Charge;
import usher.billing.charge.Slice;
import usher.billing.charge.Tariff;

/**
 * A metric that the plan charges for, as it is stored and shown. {@code unit_price} is in major units of the currency, for
 * one unit or one package; {@code tiers} take its place in graduated and volume charges. With {@code dimensions} it is for the usage that has one of the values in
 * each of them; the charge of the same metric without any is for the rest.
 */
public record ChargeTerms(
        String metric,
        Model model,
        @Nullable Long included,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal unitPrice,

        @Nullable Long packageSize,
        @Nullable List<TierTerms> tiers,
        @Nullable Map<String, List<String>> dimensions) {
    private static final long MOST = 1_000_000_000_000L;
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);
    private static final int DECIMALS = 12;

    public enum Model {
        @JsonProperty("per_unit")
        PER_UNIT,
        @JsonProperty("graduated")
        GRADUATED,
        @JsonProperty("volume")
        VOLUME,
        @JsonProperty("package")
        PACKAGE
    }

    /** Up to and with so many units, the last one without an end. */
    public record TierTerms(
            @Nullable Long upTo,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal unitPrice) {}

    /** For computing, in minor units. Throws {@link IllegalArgumentException} with a sentence when the parts do not fit. */
    Charge charge(int digits, int part) {
        require(metric != null && metric.matches("[a-z][a-z0-9._-]{0,99}"), "A charge names a metric");
        require(model != null, "A charge has a model");
        return new Charge(
                metric,
                part,
                slice(),
                switch (model) {
                    case PER_UNIT -> new Tariff.PerUnit(whole(included), price(unitPrice, digits));
                    case PACKAGE -> {
                        require(packageSize != null && packageSize > 0, "A package has a size");
                        yield new Tariff.Packaged(whole(included), whole(packageSize), price(unitPrice, digits));
                    }
                    case GRADUATED -> new Tariff.Graduated(tiers(digits));
                    case VOLUME -> new Tariff.Volume(tiers(digits));
                });
    }

    Slice slice() {
        return dimensions == null ? Slice.REST : new Slice(dimensions);
    }

    private List<Tariff.Tier> tiers(int digits) {
        require(included == null && unitPrice == null, "Prices and what is included are in the tiers");
        return (tiers == null ? List.<TierTerms>of() : tiers)
                .stream()
                        .map(tier -> new Tariff.Tier(tier.upTo(), price(tier.unitPrice(), digits)))
                        .toList();
    }

    private static long whole(@Nullable Long quantity) {
        long given = quantity == null ? 0 : quantity;
        require(given >= 0 && given <= MOST, "A quantity is from 0 to " + MOST);
        return given;
    }

    private static BigDecimal price(@Nullable BigDecimal major, int digits) {
        if (major == null) {
            throw new IllegalArgumentException("A charge has a unit_price");
        }
        require(
                major.signum() >= 0
                        && major.compareTo(DEAREST) <= 0
                        && major.scale() <= DECIMALS
                        && major.scale() >= -6,
                "A unit_price is from 0 to " + DEAREST + " with up to " + DECIMALS + " decimals");
        return major.movePointRight(digits);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
