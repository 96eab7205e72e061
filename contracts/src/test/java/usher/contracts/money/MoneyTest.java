package usher.contracts.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void countsMinorUnitsOfItsCurrency() {
        assertEquals(new BigDecimal("12.50"), Money.of(1250, "EUR").major());
        assertEquals(new BigDecimal("1250"), Money.of(1250, "JPY").major());
        assertEquals(new BigDecimal("1.250"), Money.of(1250, "KWD").major());
    }

    @Test
    void refusesToMixCurrenciesAndToOverflow() {
        assertThrows(IllegalArgumentException.class, () -> Money.of(1, "EUR").plus(Money.of(1, "USD")));
        assertThrows(
                ArithmeticException.class, () -> Money.of(Long.MAX_VALUE, "EUR").plus(Money.of(1, "EUR")));
    }

    @Test
    void roundsACostOnce() {
        assertEquals(2, new TokenPrice(new BigDecimal("0.15")).micros(10));
        assertEquals(150_000, new TokenPrice(new BigDecimal("0.15")).micros(1_000_000));
        assertEquals(0, new TokenPrice(BigDecimal.ZERO).micros(1_000_000));
    }
}
