package usher.billing.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountsTest {
    @ParameterizedTest
    @CsvSource({"USD, 1234, 1234", "JPY, 1234, 1234", "KWD, 12340, 12340", "ISK, 12, 1200", "MGA, 1200, 12"})
    void countsAsStripeDoes(String currency, long ours, long stripes) {
        assertEquals(stripes, StripeAmounts.toStripe(ours, currency));
        assertEquals(ours, StripeAmounts.fromStripe(stripes, currency.toLowerCase(Locale.ROOT)));
    }

    @Test
    void refusesWhatStripeCannotTake() {
        var fault = assertThrows(ProviderFault.class, () -> StripeAmounts.toStripe(12_345, "KWD"));

        assertTrue(fault.declined());
        assertThrows(ProviderFault.class, () -> StripeAmounts.toStripe(1_250, "MGA"));
    }
}
