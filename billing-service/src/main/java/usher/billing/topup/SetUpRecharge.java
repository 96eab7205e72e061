package usher.billing.topup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Below {@code threshold_minor} the wallet gets {@code amount_minor} more, at most {@code per_day} times in 24 hours. */
record SetUpRecharge(
        @NotNull @Min(1) @Max(1_000_000_000_000L) Long thresholdMinor,
        @NotNull @Min(1) @Max(1_000_000_000_000L) Long amountMinor,
        @NotNull @Min(1) @Max(24) Integer perDay) {}
