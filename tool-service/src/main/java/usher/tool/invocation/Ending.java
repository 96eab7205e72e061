package usher.tool.invocation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.tool.target.Outcome;
import usher.tool.target.Reply;

/** An outcome with what it took: milliseconds as a whole, attempts, and the last status when there was one. */
record Ending(
        Outcome outcome,
        long durationMs,
        int attempts,
        @Nullable Integer httpStatus) {
    static Ending of(Reply reply, Duration took) {
        return new Ending(reply.outcome(), took.toMillis(), reply.attempts(), reply.httpStatus());
    }

    /** Of a call that never reached its endpoint. */
    static Ending atOnce(Outcome outcome) {
        return new Ending(outcome, 0, 0, null);
    }

    String state() {
        return outcome instanceof Outcome.Succeeded ? "succeeded" : "failed";
    }
}
