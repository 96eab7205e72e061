package usher.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A call of a tool as it arrives: arguments by name, and the key under which a repeated call is the same call. */
record ToolCall(JsonNode arguments, String idempotencyKey) {

    /** The argument as text, or empty when it is absent or blank. */
    Optional<String> text(String name) {
        return Optional.of(arguments.path(name).asText("").strip()).filter(text -> !text.isEmpty());
    }
}
