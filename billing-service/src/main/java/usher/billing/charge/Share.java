package usher.billing.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How much of a whole period something was in force: {@code part} of {@code whole} seconds, or days. */
public record Share(long part, long whole) {
    public Share {
        if (whole <= 0 || part < 0 || part > whole) {
            throw new IllegalArgumentException("A share is from none to all: " + part + "/" + whole);
        }
    }

    /** This share of an amount that is still multiplied by {@code whole}: the one division and the one rounding of a line. */
    long round(BigDecimal timesWhole) {
        return timesWhole
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    BigDecimal scale(long quantity) {
        return BigDecimal.valueOf(quantity).multiply(BigDecimal.valueOf(part));
    }

    BigDecimal whole(long quantity) {
        return BigDecimal.valueOf(quantity).multiply(BigDecimal.valueOf(whole));
    }
}
