package usher.billing.party;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import usher.billing.charge.Proration;

/** The seller anew; it counts from the next invoice on. {@code automatic} false leaves drafts at the month end. */
record ChangeSeller(
        @NotBlank @Size(max = 200) String legalName,
        @NotNull @Size(max = 1000) String address,
        @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
        @NotNull @Size(max = 50) String taxId,
        @NotNull @Pattern(regexp = "[A-Z0-9-]{0,20}") String numberPrefix,
        @NotNull @Min(0) @Max(365) Integer dueDays,
        @NotNull @Pattern(regexp = "second|day") String proration,
        @NotNull Boolean automatic) {
    Seller seller() {
        return new Seller(
                legalName,
                address,
                country,
                taxId,
                numberPrefix,
                dueDays,
                Proration.valueOf(proration.toUpperCase(Locale.ROOT)),
                automatic);
    }

    static ChangeSeller of(Seller seller) {
        return new ChangeSeller(
                seller.legalName(),
                seller.address(),
                seller.country(),
                seller.taxId(),
                seller.numberPrefix(),
                seller.dueDays(),
                seller.proration().name().toLowerCase(Locale.ROOT),
                seller.automatic());
    }
}
