package usher.billing.usage;

import java.time.Instant;
import java.util.Map;
import usher.contracts.id.EventId;

/** One line of one usage event, as it was recorded; the cost is in micro-dollars. {@code id} is the cursor of the list. */
record LedgerEntry(
        String id,
        EventId event,
        String source,
        String metric,
        long quantity,
        long costMicros,
        Map<String, Object> dimensions,
        Instant occurredAt,
        Instant recordedAt) {}
