package usher.billing.payment;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import usher.contracts.money.Money;

/**
 * Amounts as PayPal writes them: a decimal text. It takes these currencies and no others, and three of them without decimals, also
 * those for which ISO 4217 has some. See developer.paypal.com/reference/currency-codes.
 */
final class PayPalAmount {
    private static final Set<String> TAKEN = Set.of(
            "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR",
            "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD");
    private static final Set<String> WHOLE = Set.of("HUF", "JPY", "TWD");

    private PayPalAmount() {}

    /** Declined with {@code currency-unsupported}, or {@code amount-not-whole} where a part of a unit would be left over. */
    static JsonObject json(Money amount) {
        var code = amount.currency().getCurrencyCode();
        if (!TAKEN.contains(code)) {
            throw new ProviderFault(true, "currency-unsupported", null);
        }
        return new JsonObject().put("currency_code", code).put("value", text(code, amount.major()));
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
    static long minor(JsonObject amount) {
        int digits = Currency.getInstance(amount.getString("currency_code")).getDefaultFractionDigits();
        return new BigDecimal(amount.getString("value")).movePointRight(digits).longValueExact();
    }
}
