package usher.billing.wallet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.VisitorId;
import usher.contracts.id.WalletId;

/** A wallet; the balance is in minor units of its currency. {@code visitor} is absent when it is the tenant's own. */
record WalletView(
        WalletId id,
        @Nullable VisitorId visitor,
        String currency,
        long balanceMinor,
        Instant createdAt,
        Instant updatedAt) {}
