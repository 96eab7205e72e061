package usher.chat.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;

/** A tool that ran for an answer, as members see it. */
public record ToolUse(
        CallId id,
        String name,
        String label,
        String state,
        JsonNode arguments,
        @Nullable JsonNode result,
        @Nullable Long durationMs) {

    /** The same as visitors see it, without arguments and results. */
    public Public forVisitors() {
        return new Public(id, label, state);
    }

    /** A type of its own, so that internals cannot slip through a filter. */
    public record Public(CallId id, String label, String state) {}
}
