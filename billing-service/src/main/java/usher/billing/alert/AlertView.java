package usher.billing.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;
import usher.contracts.id.AlertId;

/** A threshold of a tenant's own. */
record AlertView(
        AlertId id,
        Kind kind,
        @Nullable String metric,
        @Nullable String currency,
        Unit unit,
        long threshold,
        Limit.@Nullable Period period,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {}
