package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One stored run of a tool. Written {@code ivk_…}. */
public record InvocationId(UUID value) implements Id {
    private static final String PREFIX = "ivk";

    @JsonCreator
    public static InvocationId fromString(String text) {
        return new InvocationId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
