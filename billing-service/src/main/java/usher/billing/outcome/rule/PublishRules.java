package usher.billing.outcome.rule;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** The next version, in force from {@code effective_from} on: at once when absent. */
record PublishRules(
        @Nullable Instant effectiveFrom, @NotNull RuleTerms terms) {
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    Instant from(Instant now) {
        return effectiveFrom == null ? now : effectiveFrom;
    }

    void check(Instant now) {
        RuleTerms.checked(terms);
        if (from(now).isBefore(now) || !from(now).isBefore(LATEST)) {
            throw Refusal.invalid(
                    "/effective_from", "date-invalid", "Rules are changed from now on, or from a later date.");
        }
    }
}
