package usher.chat.limit;

import java.util.List;
import java.util.Map;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Admission.Rate;
import usher.contracts.event.Metric;
import usher.kit.problem.ProblemMappers;
import usher.kit.problem.Refusal;

/** Why a turn may not start, in words a visitor understands. */
public final class Refusals {
    private static final Map<String, String> USED_UP = Map.of(
            Metric.MESSAGES, "The plan's messages of this period are used up.",
            Metric.CONVERSATIONS, "The plan's conversations of this period are used up.",
            Spent.TOKENS, "The plan's tokens of this period are used up.",
            Metric.COST, "The budget of this period is used up.");

    private Refusals() {}

    public static Refusal of(Admission admission, String upgradeUrl) {
        return switch (admission) {
            case Admitted admitted -> throw new IllegalArgumentException("An admitted turn is not refused");
            case Admission.TooFast fast -> tooFast(fast);
            case Admission.Busy busy ->
                with(busy.rates(), new Refusal("turn-in-progress", 409, "The last message is still being answered."))
                        .header("Retry-After", "1");
            case Admission.QuotaReached quota -> reached(quota, upgradeUrl);
            case Admission.Held held ->
                with(held.rates(), new Refusal("budget-in-use", 429, "Too many messages at once. Please try again."))
                        .with("metric", held.metric())
                        .with("retry_after", 2)
                        .header("Retry-After", "2");
            case Admission.NotReady notReady ->
                new Refusal("tenant-not-ready", 503, "This assistant is being set up. Please try again in a moment.")
                        .header("Retry-After", "1");
            case Admission.Unavailable unavailable -> ProblemMappers.unavailable();
        };
    }

    /** A running turn has spent what it reserved, and the next call of the model is not covered. */
    public static Refusal budgetReached() {
        return new Refusal("plan-limit-exceeded", 402, "No more messages can be answered in this period.")
                .with("metric", Metric.COST)
                .with("message", String.valueOf(USED_UP.get(Metric.COST)));
    }

    /** The model's price is not for prompts as long as this one. */
    public static Refusal promptTooLong() {
        return new Refusal("prompt-too-long", 422, "This is too much text for the assistant. Please ask with less.");
    }

    private static Refusal tooFast(Admission.TooFast fast) {
        long seconds = Math.max(1, RateHeaders.seconds(fast.retryAfter()));
        return with(fast.rates(), new Refusal("rate-limited", 429, "Too many messages at once. Please wait a moment."))
                .with("retry_after", seconds)
                .header("Retry-After", Long.toString(seconds));
    }

    private static Refusal reached(Admission.QuotaReached quota, String upgradeUrl) {
        if (quota.visitors()) {
            return reachedByVisitor(quota);
        }
        var refusal = new Refusal("plan-limit-exceeded", 402, "No more messages can be answered in this period.");
        return with(quota.rates(), refusal)
                .with("metric", quota.metric())
                .with("limit", quota.limit())
                .with("used", quota.used())
                .with("resets_at", quota.resetsAt())
                .with("upgrade_url", upgradeUrl)
                .with("message", USED_UP.getOrDefault(quota.metric(), "A limit of the plan is reached."));
    }

    /** Nothing here is the tenant's to change, so it tells of no plan. */
    private static Refusal reachedByVisitor(Admission.QuotaReached quota) {
        var refusal = new Refusal("plan-limit-exceeded", 402, "No more messages can be answered today.");
        return with(quota.rates(), refusal)
                .with("metric", quota.metric())
                .with("scope", "visitor")
                .with("limit", quota.limit())
                .with("used", quota.used())
                .with("resets_at", quota.resetsAt())
                .with("message", "Your messages of today are used up.");
    }

    private static Refusal with(List<Rate> rates, Refusal refusal) {
        RateHeaders.of(rates).forEach(refusal::header);
        return refusal;
    }
}
