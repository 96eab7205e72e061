package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One named operation of an integration. Written {@code opn_…}. */
public record OperationId(UUID value) implements Id {
    private static final String PREFIX = "opn";

    @JsonCreator
    public static OperationId fromString(String text) {
        return new OperationId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
