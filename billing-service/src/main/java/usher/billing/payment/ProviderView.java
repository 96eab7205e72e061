package usher.billing.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seller's account with a provider: which settings it needs and which were made; never what they are. */
record ProviderView(
        String provider,
        boolean enabled,
        List<String> neededSettings,
        List<String> madeSettings,
        @Nullable Instant updatedAt) {}
