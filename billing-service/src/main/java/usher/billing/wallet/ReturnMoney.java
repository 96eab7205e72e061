package usher.billing.wallet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.WalletTransactionId;

/** Gives back a spending or a part of it, in minor units; all returns of one together are at most what was spent. */
record ReturnMoney(
        @NotNull WalletTransactionId spending,
        @Min(1) @Max(AddCredit.MOST) long amountMinor,
        @NotNull @Size(min = 1, max = 200) String reference,
        @Nullable @Size(max = 500) String description) {}
