package usher.chat.turn;

import usher.chat.model.ModelFailure;
import usher.kit.problem.Outages;
import usher.kit.problem.ProblemMappers;
import usher.kit.problem.Refusal;

/** Why a turn was not taken or did not end, in words a visitor understands. */
final class Refusals {
    private Refusals() {}

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
