package usher.billing.topup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentMethodId;
import usher.kit.problem.Refusal;

/** So much, in minor units of the wallet's currency, by a payer in a browser ({@code provider}) or by a kept method, the preferred one if none is named. */
record TopUp(
        @NotNull @Min(1) @Max(1_000_000_000_000L) Long amountMinor,
        @Nullable @Size(min = 1, max = 40) String provider,
        @Nullable PaymentMethodId method,

        @Nullable @Size(max = 2000) @Pattern(regexp = "https?://[^\\s<>\"]+")
        String returnTo,

        @Nullable Boolean keep) {
    void check() {
        if (provider != null && method != null) {
            throw Refusal.invalid("/method", "method-unneeded", "Name a provider or a method, not both.");
        }
    }

    boolean keeps() {
        return Boolean.TRUE.equals(keep);
    }
}
