package usher.billing.party;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** To whom a tenant's invoices are addressed. A business abroad with a tax id owes the tax itself. */
record Profile(
        @NotBlank @Size(max = 200) String legalName,
        @NotNull @Size(max = 1000) String address,
        @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
        @Nullable @Size(min = 1, max = 50) String taxId,
        @Nullable @Email @Size(max = 254) String email) {}
