package usher.chat.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;

/** A tool that ran for an answer, or waits to be confirmed, as members see it. */
public record ToolUse(
        CallId id,
        String name,
        String label,
        String state,
        JsonNode arguments,
        @Nullable JsonNode result,
        @Nullable Long durationMs,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Confirmation confirmation) {
    public static final String NEEDS_CONFIRMATION = "needs_confirmation";
    public static final String EXPIRED = "expired";

    /** Without anything to confirm. */
    public ToolUse(
            CallId id,
            String name,
            String label,
            String state,
            JsonNode arguments,
            @Nullable JsonNode result,
            @Nullable Long durationMs) {
        this(id, name, label, state, arguments, result, durationMs, null);
    }

    @JsonIgnore
    public boolean isDone() {
        return state.equals("succeeded");
    }

    @JsonIgnore
    public boolean isWaiting() {
        return state.equals(NEEDS_CONFIRMATION);
    }

    /** The same use after what it waited for was decided, or not in time. */
    ToolUse ended(String state) {
        return new ToolUse(id, name, label, state, arguments, result, durationMs, null);
    }

    /** The same as visitors see it, without arguments and results. */
    public Public forVisitors() {
        return new Public(id, label, state, confirmation);
    }

    /** A type of its own, so that internals cannot slip through a filter. {@code confirmation} is there while it is waited for. */
    public record Public(
            CallId id,
            String label,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Confirmation confirmation) {}
}
