package usher.billing.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/** What a tenant used in a month of its clocks, and in the whole month before. Costs are micro-dollars. */
record TenantUsage(
        TenantId tenant,
        String name,
        String plan,
        String month,
        String timeZone,
        long costMicros,
        long previousCostMicros,
        List<OfMetric> metrics) {

    /** {@code limit} is the month's, null when the month has none. */
    record OfMetric(
            String metric,
            long quantity,
            long previousQuantity,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Long limit,

            long costMicros) {}
}
