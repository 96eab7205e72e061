package usher.tool.invocation;

import org.jspecify.annotations.Nullable;

/** An outcome with what it took: milliseconds as a whole, attempts, and the last status when there was one. */
record Ending(
        Outcome outcome,
        long durationMs,
        int attempts,
        @Nullable Integer httpStatus) {
    /** Of a call that never reached its endpoint. */
    static Ending atOnce(Outcome outcome) {
        return new Ending(outcome, 0, 0, null);
    }

    String state() {
        return outcome instanceof Outcome.Succeeded ? "succeeded" : "failed";
    }
}
