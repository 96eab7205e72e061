package usher.billing.alert;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;
import usher.kit.problem.Refusal;

/**
 * A threshold. {@code metric} is for usage; {@code currency} for charges and wallets, in whose minor units the threshold then
 * is. {@code unit} is amount when absent, {@code period} the month.
 */
record SetAlert(
        @NotNull Kind kind,

        @Nullable @Pattern(regexp = "[a-z][a-z0-9._-]{0,99}")
        String metric,

        @Nullable @Pattern(regexp = "[A-Z]{3}") String currency,
        @Nullable Unit unit,
        @NotNull @Min(0) @Max(1_000_000_000_000_000L) Long threshold,
        Limit.@Nullable Period period,
        @Nullable Boolean enabled) {
    private static final int MOST_PERCENT = 1_000;

    Unit in() {
        return unit == null ? Unit.AMOUNT : unit;
    }

    /** As it is stored: a percentage goes by the period of its limit, and a wallet by none. */
    Limit.@Nullable Period within() {
        if (kind == Kind.WALLET || in() == Unit.PERCENT) {
            return null;
        }
        return period == null ? Limit.Period.MONTH : period;
    }

    boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }

    /** Refuses what fits no kind. */
    void check() {
        refuse((kind == Kind.USAGE) != (metric != null), "/metric", "Usage, and nothing else, names a metric.");
        refuse(
                (kind == Kind.CHARGE || kind == Kind.WALLET) != (currency != null),
                "/currency",
                "Charges and wallets, and nothing else, name a currency.");
        refuse(currency != null && !isKnown(currency), "/currency", "There is no such currency.");
        refuse(in() == Unit.PERCENT && kind != Kind.USAGE, "/unit", "Only usage has a limit to be a percentage of.");
        refuse(
                threshold == 0 && kind != Kind.WALLET || in() == Unit.PERCENT && threshold > MOST_PERCENT,
                "/threshold",
                "A threshold is above 0, and a percentage at most " + MOST_PERCENT + ".");
        refuse(
                period != null && (within() == null || kind == Kind.CHARGE && period != Limit.Period.MONTH)
                        || period == Limit.Period.MINUTE,
                "/period",
                "An amount of usage or cost is of a day or a month, a charge of a month; others have no period.");
    }

    private static boolean isKnown(String currency) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(known -> known.getCurrencyCode().equals(currency) && known.getDefaultFractionDigits() >= 0);
    }

    private static void refuse(boolean wrong, String pointer, String sentence) {
        if (wrong) {
            throw Refusal.invalid(pointer, "alert-invalid", sentence);
        }
    }
}
