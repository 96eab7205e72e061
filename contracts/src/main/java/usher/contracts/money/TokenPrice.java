package usher.contracts.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A price in US dollars per million tokens, which makes one token cost that many micro-dollars. */
public record TokenPrice(BigDecimal perMillion) {
    public TokenPrice {
        if (perMillion.signum() < 0) {
            throw new IllegalArgumentException("A price is not negative");
        }
    }

    /** Micro-dollars for so many tokens, rounded half up once. */
    public long micros(long tokens) {
        return perMillion
                .multiply(BigDecimal.valueOf(tokens))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
