package usher.chat.turn;

import usher.chat.limit.Admission.QuotaReached;
import usher.chat.limit.Admission.TooFast;
import usher.chat.model.ModelFailure;
import usher.kit.problem.Outages;
import usher.kit.problem.ProblemMappers;
import usher.kit.problem.Refusal;

/** Why a turn was not taken or did not end, in words a visitor understands. */
final class Refusals {
    private Refusals() {}

    static Refusal tooFast(TooFast limited) {
        long seconds = Math.max(1, (limited.retryAfter().toMillis() + 999) / 1000);
        return new Refusal("rate-limited", 429, "Too many messages at once. Please wait a moment.")
                .with("retry_after", seconds)
                .header("Retry-After", Long.toString(seconds))
                .header("RateLimit-Policy", "\"chat\";q=" + limited.perMinute() + ";w=60")
                .header("RateLimit", "\"chat\";r=0;t=" + seconds);
    }

    static Refusal busy() {
        return new Refusal("turn-in-progress", 409, "The last message is still being answered.")
                .header("Retry-After", "1");
    }

    static Refusal quotaReached(QuotaReached quota, String upgradeUrl) {
        return new Refusal("plan-limit-exceeded", 402, "No more messages can be answered in this period.")
                .with("metric", quota.metric())
                .with("limit", quota.limit())
                .with("used", quota.used())
                .with("resets_at", quota.resetsAt())
                .with("upgrade_url", upgradeUrl)
                .with("message", "The plan's messages of this month are used up.");
    }

    static Refusal notReady() {
        return new Refusal("tenant-not-ready", 503, "This assistant is being set up. Please try again in a moment.")
                .header("Retry-After", "1");
    }

    static Refusal ended() {
        return Refusal.conflict("conversation-ended", "This conversation has ended. Please start a new one.");
    }

    static Refusal overtaken() {
        return Refusal.conflict("turn-overtaken", "A newer message of this conversation came first.");
    }

    /** What a visitor is told when a running turn breaks. */
    static Refusal broken(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case ModelFailure model ->
                new Refusal(model.code(), 502, "The assistant cannot answer right now. Please try again.");
            case Throwable other when Outages.isOutage(other) -> ProblemMappers.unavailable();
            default -> new Refusal("internal-error", 500, "Something went wrong on our side. Please try again.");
        };
    }
}
