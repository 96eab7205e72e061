package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A threshold that is watched. Written {@code alr_…}. */
public record AlertId(UUID value) implements Id {
    private static final String PREFIX = "alr";

    @JsonCreator
    public static AlertId fromString(String text) {
        return new AlertId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
