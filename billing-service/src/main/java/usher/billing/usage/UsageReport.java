package usher.billing.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * What a tenant used in a month of its own calendar. Costs are micro-units of the currency: what the providers took, not
 * what the tenant owes.
 */
record UsageReport(
        TenantId tenant,
        String month,
        String timeZone,
        String currency,
        List<OfMetric> metrics,
        long costMicros,
        List<OfModel> byModel,
        List<OfDay> daily) {

    /** {@code limit} is the month's, null when the month has none. What is counted and not metered is how many there are now. */
    record OfMetric(
            String metric,
            long quantity,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Long limit,

            long costMicros) {}

    record OfModel(String model, String provider, String metric, long quantity, long costMicros) {}

    /** {@code tokensInput} are all that were read, {@code tokensOutput} all that were written, whatever they are priced as. */
    record OfDay(
            LocalDate date,
            long conversations,
            long messages,
            long tokens,
            long tokensInput,
            long tokensOutput,
            long toolCalls,
            long costMicros) {}
}
