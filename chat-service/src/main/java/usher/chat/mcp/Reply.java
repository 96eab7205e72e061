package usher.chat.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import org.jspecify.annotations.Nullable;

/** What goes back for a message. */
sealed interface Reply {
    /** {@code scope} says what a program would have to be let in for, where it is let in for too little. */
    record Whole(int status, JsonNode body, @Nullable String scope) implements Reply {
        Whole(int status, JsonNode body) {
            this(status, body, null);
        }
    }

    /** Notifications as they come, and the answer at the end. */
    record Events(Multi<String> messages) implements Reply {}

    /** Nothing: it was told and not asked. */
    record Taken() implements Reply {}
}
