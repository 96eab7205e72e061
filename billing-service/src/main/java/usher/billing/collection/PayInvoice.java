package usher.billing.collection;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** By whom an invoice is to be paid, where the payer's browser goes afterwards, and whether the method is kept for later charges. */
record PayInvoice(
        @NotNull @Size(min = 1, max = 40) String provider,

        @Nullable @Size(max = 2000) @Pattern(regexp = "https?://[^\\s<>\"]+")
        String returnTo,

        @Nullable Boolean keep) {
    boolean keeps() {
        return Boolean.TRUE.equals(keep);
    }
}
