package usher.billing.purchase.offer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What an offer is called in Google Play: a subscription and perhaps one of its base plans, or a product that is bought once. */
public record StoreProduct(
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9_.]{0,147}")
        String product,

        @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}")
        String basePlan) {
    /** Whether what was bought is this; an offer without a base plan stands for each of them. */
    boolean covers(@Nullable String bought) {
        return basePlan == null || basePlan.equals(bought);
    }
}
