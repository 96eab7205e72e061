package usher.chat.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended: {@code state} is succeeded, failed, declined, or needs_confirmation when nothing has run yet;
 * {@code display} is the target's own sentence for people.
 */
public record ToolRun(
        String state,
        @Nullable JsonNode result,
        @Nullable String display,
        @Nullable Failure error,
        @Nullable Long durationMs,
        @Nullable Waiting confirmation) {
    public static final String IN_PROGRESS = "call-in-progress";

    /** {@code uncertain} says that the target may have done its work all the same. */
    public record Failure(
            String code,
            @Nullable String message,
            @Nullable Boolean retryable,
            @Nullable Boolean uncertain) {}

    /** Until when it may be decided. */
    public record Waiting(Instant expiresAt) {}

    public boolean succeeded() {
        return state.equals("succeeded");
    }

    public boolean declined() {
        return state.equals("declined");
    }

    /** Whether the same call is at work for somebody else's asking, so that its outcome is still to come. */
    public boolean inProgress() {
        return error != null && error.code().equals(IN_PROGRESS);
    }

    /** Nothing was tried, and trying again is no use. */
    static ToolRun refused(String code, String message) {
        return new ToolRun("failed", null, null, new Failure(code, message, false, false), null, null);
    }

    public static ToolRun failed(String code, String message) {
        return new ToolRun("failed", null, null, new Failure(code, message, true, false), null, null);
    }
}
