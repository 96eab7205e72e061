package usher.billing.outcome;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.billing.closing.Rerating;
import usher.contracts.id.ConversationId;
import usher.contracts.id.EpisodeId;
import usher.contracts.id.TenantId;

/**
 * A month under other terms. {@code amounts} are what would be added to the bills or given back, by the plans in force then, in minor units; {@code changes}
 * are the first of the {@code changed} episodes that would count as another metric, or not, or now.
 */
record RulesPreview(
        TenantId tenant,
        String month,
        long conversations,
        List<OfMetric> metrics,
        List<Rerating.Difference> amounts,
        long changed,
        List<Change> changes) {

    record OfMetric(String metric, long counted, long proposed, long difference) {}

    record Change(
            EpisodeId episode,
            ConversationId conversation,
            @Nullable Counting counted,
            @Nullable Counting proposed) {}

    record Counting(String metric, String outcome, Instant at) {}
}
