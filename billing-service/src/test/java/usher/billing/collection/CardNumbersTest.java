package usher.billing.collection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "my card 4242 4242 4242 4242, thanks",
                "3782-822463-10005",
                "6011111111111117"
            })
    void seesCardNumbers(String text) {
        assertTrue(CardNumbers.isIn(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pm_1Nv0Fr2eZvKYlo2C",
                "Visa •••• 4242",
                "4242424242424241",
                "order 1042 of 2026-11-29",
                "42424242424242424242424242"
            })
    void seesNoneWhereNoneIs(String text) {
        assertFalse(CardNumbers.isIn(text));
    }
}
