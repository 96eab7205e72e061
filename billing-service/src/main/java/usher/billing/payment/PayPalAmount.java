package usher.billing.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import usher.contracts.money.Money;

/**
 * Amounts as PayPal writes them: a decimal text. It takes these currencies and no others, and three of them without decimals, also
 * those for which ISO 4217 has some. See developer.paypal.com/reference/currency-codes.
 */
record PayPalAmount(String currency, String value) {
    private static final Set<String> TAKEN = Set.of(
            "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR",
            "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD");
    private static final Set<String> WHOLE = Set.of("HUF", "JPY", "TWD");

    /** Declined with {@code currency-unsupported}, or {@code amount-not-whole} where a part of a unit would be left over. */
    static PayPalAmount of(Money amount) {
        var code = amount.currency().getCurrencyCode();
        if (!TAKEN.contains(code)) {
            throw new ProviderFault(true, "currency-unsupported", null);
        }
        return new PayPalAmount(code, text(code, amount.major()));
    }

    private static String text(String code, BigDecimal major) {
        if (!WHOLE.contains(code)) {
            return major.toPlainString();
        }
        try {
            return major.setScale(0).toPlainString();
        } catch (ArithmeticException parts) {
            throw new ProviderFault(true, "amount-not-whole", parts);
        }
    }

    /** In minor units of ISO 4217. */
    static long minor(String currency, String value) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return new BigDecimal(value).movePointRight(digits).longValueExact();
    }
}
