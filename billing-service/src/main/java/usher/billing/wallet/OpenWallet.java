package usher.billing.wallet;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;

/** A wallet in one currency, of the tenant itself or of that visitor; there is one of each. */
record OpenWallet(
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @Nullable VisitorId visitor) {
    /** Refuses what ISO 4217 has no amounts in. */
    Currency known() {
        try {
            var known = Currency.getInstance(currency);
            if (known.getDefaultFractionDigits() >= 0) {
                return known;
            }
        } catch (IllegalArgumentException unknown) {
            // As those without amounts.
        }
        throw Refusal.invalid("/currency", "currency-unknown", "A currency is a code of ISO 4217, like EUR.");
    }
}
