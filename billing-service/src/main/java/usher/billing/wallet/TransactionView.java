package usher.billing.wallet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.WalletTransactionId;

/** A movement of money; the amount is what the wallet has more of by it, in minor units, negative when it has less. */
record TransactionView(
        WalletTransactionId id,
        String kind,
        long amountMinor,
        String currency,
        String reference,
        @Nullable String description,
        @Nullable String actor,
        @Nullable WalletTransactionId returns,
        Instant createdAt) {}
