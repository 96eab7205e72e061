package usher.billing.wallet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.WalletCreditId;

/** An amount that was paid in and what is left of it, in minor units; the lower its priority, the sooner it is used. */
record CreditView(
        WalletCreditId id,
        int priority,
        long grantedMinor,
        long leftMinor,
        @Nullable Instant expiresAt,
        Instant createdAt) {}
