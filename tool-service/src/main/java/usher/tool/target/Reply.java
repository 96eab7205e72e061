package usher.tool.target;

import org.jspecify.annotations.Nullable;

/** An outcome with the attempts it took, and the last HTTP status when there was one. */
public record Reply(Outcome outcome, int attempts, @Nullable Integer httpStatus) {
    /** Of something that answered by another protocol than HTTP, at the first attempt. */
    public static Reply of(Outcome outcome) {
        return new Reply(outcome, 1, null);
    }
}
