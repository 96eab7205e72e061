package usher.chat.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;

/** What goes back for a message. */
sealed interface Reply {
    record Whole(int status, JsonNode body) implements Reply {}

    /** Notifications as they come, and the answer at the end. */
    record Events(Multi<String> messages) implements Reply {}

    /** Nothing: it was told and not asked. */
    record Taken() implements Reply {}
}
