package usher.chat.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;

/** What came of a tool call. {@code display} is the target's own sentence for people, where it gave one. */
public record ToolOutcome(
        CallId call,
        String name,
        boolean succeeded,
        JsonNode result,
        @Nullable String display,
        @Nullable String errorCode) {}
