package usher.billing.wallet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** An amount to take, in minor units, whole or not at all. The same {@code reference} is taken once. */
record SpendMoney(
        @Min(1) @Max(AddCredit.MOST) long amountMinor,
        @NotNull @Size(min = 1, max = 200) String reference,
        @Nullable @Size(max = 500) String description) {}
