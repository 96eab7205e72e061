package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A publishable or secret key of a tenant. Written {@code key_…}. */
public record KeyId(UUID value) implements Id {
    private static final String PREFIX = "key";

    @JsonCreator
    public static KeyId fromString(String text) {
        return new KeyId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
