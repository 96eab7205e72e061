package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One message of a conversation. Written {@code msg_…}. */
public record MessageId(UUID value) implements Id {
    private static final String PREFIX = "msg";

    @JsonCreator
    public static MessageId fromString(String text) {
        return new MessageId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
