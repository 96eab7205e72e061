package usher.billing.outcome;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why a charge is taken back for good, for the tenant to read. */
record ReverseCharge(@NotBlank @Size(max = 500) String reason) {}
