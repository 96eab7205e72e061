package usher.billing.invoice;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Money that came in without a provider telling us. */
record PaidBy(
        @NotBlank @Size(max = 200) String reference,

        @Nullable @Pattern(regexp = "bank_transfer|credit_card|manual")
        String method) {
    String how() {
        return method == null ? "manual" : method;
    }
}
