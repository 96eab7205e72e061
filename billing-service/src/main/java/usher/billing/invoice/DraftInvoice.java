package usher.billing.invoice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Tax;
import usher.kit.problem.Refusal;

/** An invoice written by hand, for what no plan charges: all lines under one tax. {@code rate} 0.18 is 18 %. */
record DraftInvoice(
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotEmpty @Size(max = 100) List<@NotNull @Valid DraftLine> lines,

        @Nullable @DecimalMin("0") @DecimalMax("1") @Digits(integer = 1, fraction = 6)
        BigDecimal taxRate,

        @Nullable @Size(max = 200) String taxText,
        @Nullable @Size(max = 1000) String note) {

    record DraftLine(
            @NotBlank @Size(max = 500) String text,

            @NotNull @Min(-1_000_000_000_000L) @Max(1_000_000_000_000L)
            Long amountMinor) {}

    Tax tax() {
        return new Tax(taxRate == null ? BigDecimal.ZERO : taxRate, taxText == null ? "" : taxText);
    }

    long net() {
        return lines.stream().mapToLong(DraftLine::amountMinor).sum();
    }

    void check() {
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid("/currency", "currency-unknown", "There is no such currency.");
        }
        if (net() < 0) {
            throw Refusal.invalid("/lines", "amount-negative", "An invoice is not below zero. Make a credit note.");
        }
    }
}
