package usher.chat.completion;

import usher.chat.limit.Admission.TooFast;
import usher.chat.model.ModelFailure;
import usher.kit.problem.Outages;
import usher.kit.problem.ProblemMappers;
import usher.kit.problem.Refusal;

/** Why a completion was not made. Official clients wait as long as {@code Retry-After} says and try again. */
final class CompletionRefusals {
    private CompletionRefusals() {}

    static Refusal tooFast(TooFast limited) {
        long millis = Math.max(1, limited.retryAfter().toMillis());
        return new Refusal("rate-limited", 429, "Rate limit reached. Please try again in " + millis + " ms.")
                .header("Retry-After", Long.toString(Math.ceilDiv(millis, 1000)))
                .header("retry-after-ms", Long.toString(millis))
                .header(
                        RateHeaders.LIMIT,
                        Long.toString(limited.rates().getFirst().perMinute()))
                .header(RateHeaders.REMAINING, "0")
                .header(RateHeaders.RESET, millis + "ms");
    }

    static Refusal inProgress() {
        return new Refusal("idempotency-in-progress", 409, "A request with this Idempotency-Key is being answered.")
                .header("Retry-After", "1");
    }

    static Refusal keyReused() {
        return new Refusal("idempotency-key-reused", 422, "This Idempotency-Key was used for another question.")
                .with("param", "Idempotency-Key");
    }

    static Refusal broken(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case ModelFailure model ->
                new Refusal(model.code(), 502, "The model behind this assistant did not answer.");
            case Throwable other when Outages.isOutage(other) -> ProblemMappers.unavailable();
            default -> new Refusal("internal-error", 500, "Something went wrong on our side. Please try again.");
        };
    }
}
