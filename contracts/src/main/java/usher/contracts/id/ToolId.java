package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A tool of the catalogue. Written {@code tol_…}. */
public record ToolId(UUID value) implements Id {
    private static final String PREFIX = "tol";

    @JsonCreator
    public static ToolId fromString(String text) {
        return new ToolId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
