package usher.billing.outcome.rule;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Terms that were checked, for computing; see {@link RuleTerms}. */
public record Judging(
        Duration containedAfter,
        @Nullable Duration verifiedAfter,
        Set<String> verifiedBy,
        int goodRating,
        int badRating,
        Duration reopensWithin,
        Duration endsAfter,
        boolean needsEvidence,
        Map<String, String> countsAs) {
    public Judging {
        verifiedBy = Set.copyOf(verifiedBy);
        countsAs = Map.copyOf(countsAs);
    }
}
