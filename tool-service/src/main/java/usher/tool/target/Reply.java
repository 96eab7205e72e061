package usher.tool.target;

import org.jspecify.annotations.Nullable;

/**
 * An outcome with the attempts it took, and the last HTTP status when there was one. {@code raw} is what the target sent as
 * it came, where there is such a thing: to be shown to whoever tries a tool out, never stored.
 */
public record Reply(
        Outcome outcome,
        int attempts,
        @Nullable Integer httpStatus,
        @Nullable String raw) {
    public Reply(Outcome outcome, int attempts, @Nullable Integer httpStatus) {
        this(outcome, attempts, httpStatus, null);
    }

    /** Of something that answered by another protocol than HTTP, at the first attempt. */
    public static Reply of(Outcome outcome) {
        return new Reply(outcome, 1, null);
    }

    public Reply withRaw(String body) {
        return new Reply(outcome, attempts, httpStatus, body);
    }
}
