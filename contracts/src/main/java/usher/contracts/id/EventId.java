package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An event; the same event keeps its id however often it is delivered. Written {@code evt_…}. */
public record EventId(UUID value) implements Id {
    private static final String PREFIX = "evt";

    @JsonCreator
    public static EventId fromString(String text) {
        return new EventId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
