package usher.billing.charge;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact number, for the oracle alone. */
record Rational(BigInteger over, BigInteger under) {
    static final Rational ZERO = of(0);

    Rational {
        if (under.signum() <= 0) {
            throw new ArithmeticException("A denominator is positive");
        }
        var common = over.gcd(under).max(BigInteger.ONE);
        over = over.divide(common);
        under = under.divide(common);
    }

    static Rational of(long whole) {
        return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
    }

    static Rational of(long over, long under) {
        return new Rational(BigInteger.valueOf(over), BigInteger.valueOf(under));
    }

    static Rational of(BigDecimal decimal) {
        var plain = decimal.setScale(Math.max(0, decimal.scale()));
        return new Rational(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
    }

    Rational plus(Rational other) {
        return new Rational(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    Rational minus(Rational other) {
        return plus(new Rational(other.over.negate(), other.under));
    }

    Rational times(Rational other) {
        return new Rational(over.multiply(other.over), under.multiply(other.under));
    }

    boolean isMoreThan(Rational other) {
        return minus(other).over.signum() > 0;
    }

    /** The least whole number that is not less. */
    long ceiling() {
        var parts = over.divideAndRemainder(under);
        return parts[0].longValueExact() + (parts[1].signum() > 0 ? 1 : 0);
    }

    /** The nearest whole number, halves away from zero: the floor of twice and one more, halved. */
    long rounded() {
        var magnitude = over.abs().shiftLeft(1).add(under).divide(under.shiftLeft(1));
        return (over.signum() < 0 ? magnitude.negate() : magnitude).longValueExact();
    }
}
