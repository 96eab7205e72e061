package usher.contracts.money;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount in minor units (cents, agorot; yen have none) of an ISO 4217 currency. Arithmetic refuses to overflow or to mix currencies. */
public record Money(long minor, Currency currency) {
    public static Money of(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minor, factor), currency);
    }

    /** The amount in major units, for example 12.50, exact. */
    public BigDecimal major() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }
}
