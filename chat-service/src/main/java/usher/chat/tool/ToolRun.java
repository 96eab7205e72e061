package usher.chat.tool;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How a run ended: {@code state} is succeeded or failed; {@code display} is the target's own sentence for people. */
public record ToolRun(
        String state,
        @Nullable JsonNode result,
        @Nullable String display,
        @Nullable Failure error,
        @Nullable Long durationMs) {

    public record Failure(
            String code, @Nullable String message, @Nullable Boolean retryable) {}

    public boolean succeeded() {
        return state.equals("succeeded");
    }

    public static ToolRun failed(String code, String message) {
        return new ToolRun("failed", null, null, new Failure(code, message, true), null);
    }
}
