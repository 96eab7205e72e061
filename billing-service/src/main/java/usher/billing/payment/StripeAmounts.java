package usher.billing.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/**
 * Amounts as Stripe counts them. Its smallest units are those of ISO 4217 but for a few currencies; see "Supported currencies" in Stripe's
 * documentation. In currencies of three decimals the last one must be 0.
 */
final class StripeAmounts {
    private static final Map<String, Integer> OTHERWISE = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeAmounts() {}

    static long toStripe(long minor, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        var amount = BigDecimal.valueOf(minor, digits);
        try {
            long units = amount.movePointRight(digits(currency, digits)).longValueExact();
            if (digits == 3 && units % 10 != 0) {
                throw new ArithmeticException("Not a multiple of 10");
            }
            return units;
        } catch (ArithmeticException unpayable) {
            throw new ProviderFault(true, "amount-not-payable", unpayable);
        }
    }

    static long fromStripe(long units, String currency) {
        var iso = currency.toUpperCase(Locale.ROOT);
        int digits = Currency.getInstance(iso).getDefaultFractionDigits();
        return BigDecimal.valueOf(units, digits(iso, digits))
                .movePointRight(digits)
                .longValue();
    }

    private static int digits(String currency, int digits) {
        return OTHERWISE.getOrDefault(currency, digits);
    }
}
