package usher.tool.invocation.record;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.tool.invocation.effect.CallState;
import usher.tool.target.Outcome;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;

/** An outcome with what it took: milliseconds as a whole, attempts, and the last status when there was one. */
public record Ending(
        CallState state,
        Outcome outcome,
        long durationMs,
        int attempts,
        @Nullable Integer httpStatus) {
    private static final int LEAST_FINAL = 200;
    private static final int LEAST_REDIRECT = 300;

    public static Ending of(Reply reply, Duration took) {
        return new Ending(
                state(reply.outcome()), reply.outcome(), took.toMillis(), reply.attempts(), reply.httpStatus());
    }

    /** Of a call that never reached its target. */
    public static Ending atOnce(Outcome outcome) {
        return new Ending(state(outcome), outcome, 0, 0, null);
    }

    /** Of a call that its visitor did not confirm; {@code unsure} of an attempt at the same effect before it. */
    public static Ending unconfirmed(CallState state, String code, String sentence, boolean unsure) {
        return new Ending(state, new Failed(code, sentence, false, unsure), 0, 0, null);
    }

    /**
     * As the end of an attempt at an effect. A failure is certain only when no attempt came before it, or when the target
     * itself has answered for the effect: a refusal on the way says nothing of what an earlier attempt did.
     */
    public Ending ofEffect(boolean unsure) {
        boolean answered = httpStatus != null && httpStatus >= LEAST_FINAL && httpStatus < LEAST_REDIRECT;
        return outcome instanceof Failed(var code, var message, var retryable, var uncertain)
                        && !answered
                        && (unsure || attempts > 1)
                ? new Ending(state, new Failed(code, message, retryable, true), durationMs, attempts, httpStatus)
                : this;
    }

    boolean uncertain() {
        return outcome instanceof Failed failed && failed.uncertain();
    }

    private static CallState state(Outcome outcome) {
        return outcome instanceof Outcome.Succeeded ? CallState.SUCCEEDED : CallState.FAILED;
    }
}
