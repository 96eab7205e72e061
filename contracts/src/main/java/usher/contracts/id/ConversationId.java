package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One conversation between a visitor and the tenant. Written {@code cnv_…}. */
public record ConversationId(UUID value) implements Id {
    private static final String PREFIX = "cnv";

    @JsonCreator
    public static ConversationId fromString(String text) {
        return new ConversationId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
