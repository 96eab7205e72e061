package usher.chat.turn.framing;

import org.jspecify.annotations.Nullable;

/** One server-sent event. */
public record Frame(@Nullable String id, @Nullable String name, String data) {
    static Frame of(String data) {
        return new Frame(null, null, data);
    }
}
