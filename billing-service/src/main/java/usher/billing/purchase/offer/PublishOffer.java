package usher.billing.purchase.offer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** An offer as it is to be from now on. What was bought before keeps what it was sold as, until it is renewed. */
record PublishOffer(
        @NotBlank @Size(max = 100) String name,
        @NotNull Kind kind,
        @Min(0) @Max(PublishOffer.DEAREST) long priceMinor,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull Tier tier,
        @Nullable @Min(0) @Max(PublishOffer.MOST_MESSAGES) Long messagesPerDay,
        @Nullable @Valid StoreProduct googlePlay,
        @NotNull Boolean enabled) {
    static final long DEAREST = 1_000_000_000_000L;
    static final long MOST_MESSAGES = 1_000_000_000L;

    /** Refuses what no store and no calendar knows. */
    PublishOffer known() {
        if (googlePlay != null && kind == Kind.LIFETIME && googlePlay.basePlan() != null) {
            throw Refusal.invalid(
                    "/google_play/base_plan", "base-plan-of-product", "What is bought once has no base plan.");
        }
        try {
            if (Currency.getInstance(currency).getDefaultFractionDigits() >= 0) {
                return this;
            }
        } catch (IllegalArgumentException unknown) {
            // As those without amounts.
        }
        throw Refusal.invalid("/currency", "currency-unknown", "A currency is a code of ISO 4217, like EUR.");
    }
}
