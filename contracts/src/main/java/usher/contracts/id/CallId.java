package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One wish of a model to run a tool; the same wish keeps its id however often it is sent. Written {@code tc_…}. */
public record CallId(UUID value) implements Id {
    private static final String PREFIX = "tc";

    @JsonCreator
    public static CallId fromString(String text) {
        return new CallId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
