package usher.billing.invoice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** So much of an invoice, tax included, is given back as credit. */
record CreditNote(
        @NotNull @Min(1) @Max(1_000_000_000_000_000L) Long amountMinor,
        @NotBlank @Size(max = 500) String reason) {}
