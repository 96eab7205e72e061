package usher.chat.turn.framing;

import org.jspecify.annotations.Nullable;

/** One server-sent event. */
public record Frame(@Nullable String id, @Nullable String name, String data) {
    /** As it is on the wire. */
    public String text() {
        return (id == null ? "" : "id: " + id + "\n")
                + (name == null ? "" : "event: " + name + "\n")
                + "data: "
                + data
                + "\n\n";
    }

    static Frame of(String data) {
        return new Frame(null, null, data);
    }
}
