package usher.billing.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers and money as mails write them, the same in all languages. */
final class Amounts {
    private static final int MICRO_DIGITS = 6;

    private Amounts() {}

    static String amount(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    static String dollars(long micros) {
        return "USD "
                + BigDecimal.valueOf(micros, MICRO_DIGITS)
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    static String money(Reached reached) {
        return money(reached.used(), reached.currency());
    }

    static String money(long minor, @Nullable String currency) {
        var code = Objects.requireNonNullElse(currency, "USD");
        int digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        return code + " " + BigDecimal.valueOf(minor, digits).toPlainString();
    }
}
