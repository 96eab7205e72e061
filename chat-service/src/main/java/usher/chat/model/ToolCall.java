package usher.chat.model;

import com.fasterxml.jackson.databind.JsonNode;
import usher.contracts.id.CallId;

/** One wish of a model to run a tool; {@code arguments} is the object it wrote, not yet validated. */
public record ToolCall(CallId id, String name, JsonNode arguments) {}
