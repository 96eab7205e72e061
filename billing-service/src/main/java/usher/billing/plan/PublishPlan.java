package usher.billing.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;
import usher.contracts.event.Metric;
import usher.kit.problem.Refusal;

/** The next version of a plan, or the first of a new one, in force from {@code effective_from} on: at once when absent. */
record PublishPlan(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String plan,
        @NotBlank @Size(max = 100) String name,
        @Nullable Boolean negotiable,
        @Nullable Boolean selfService,
        @Nullable Instant effectiveFrom,
        @Nullable @Size(max = 50) List<@Valid LimitTerms> limits,
        @NotNull PlanTerms terms) {
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** {@code amount} absent is unlimited; {@code hard}, the default, blocks, and a soft limit warns. */
    record LimitTerms(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9._-]{0,99}")
            String metric,

            @Nullable @Min(0) @Max(1_000_000_000_000L) Long amount,
            @NotNull Limit.Period period,
            @Nullable Boolean hard) {}

    boolean isNegotiable() {
        return Boolean.TRUE.equals(negotiable);
    }

    boolean isSelfService() {
        return Boolean.TRUE.equals(selfService);
    }

    Instant from(Instant now) {
        return effectiveFrom == null ? now : effectiveFrom;
    }

    List<PlanLimit> planLimits() {
        return Objects.requireNonNullElse(limits, List.<LimitTerms>of()).stream()
                .map(limit -> new PlanLimit(
                        limit.metric(), limit.amount(), limit.period(), !Boolean.FALSE.equals(limit.hard())))
                .toList();
    }

    private static boolean isOfRequests(PlanLimit limit) {
        return limit.metric().equals(Metric.REQUESTS) || limit.metric().startsWith(Metric.REQUESTS + ".");
    }

    /** Refuses what no bill could be computed from, and what is to begin in the past. */
    void check(Instant now) {
        ChargeSlices.check(terms.listed());
        try {
            terms.terms(new PlanKey(plan, 1));
        } catch (IllegalArgumentException wrong) {
            var why = wrong.getMessage() == null ? "There is no such currency" : wrong.getMessage();
            throw Refusal.invalid("/terms", "terms-invalid", why + ".");
        }
        if (from(now).isBefore(now) || !from(now).isBefore(LATEST)) {
            throw Refusal.invalid(
                    "/effective_from", "date-invalid", "A plan is changed from now on, or from a later date.");
        }
        if (planLimits().stream().map(PlanLimit::metric).distinct().count()
                != planLimits().size()) {
            throw Refusal.invalid("/limits", "metric-twice", "A metric is limited once.");
        }
        if (planLimits().stream().anyMatch(limit -> isOfRequests(limit) != (limit.period() == Limit.Period.MINUTE))) {
            throw Refusal.invalid(
                    "/limits",
                    "period-invalid",
                    "Requests are limited by the minute, and nothing else is: limit messages by the day or month.");
        }
    }
}
