package usher.billing.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A rate ({@code 0.18} is 18 %) and what the invoice says of it. */
public record Tax(BigDecimal rate, String text) {
    /** What a buyer in another country with a tax id of its own gets: the buyer owes the tax over there. */
    public static final Tax REVERSED = new Tax(BigDecimal.ZERO, "reverse-charge");

    public Tax {
        rate = rate.stripTrailingZeros();
    }

    public long on(long netMinor) {
        return rate.multiply(BigDecimal.valueOf(netMinor))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
