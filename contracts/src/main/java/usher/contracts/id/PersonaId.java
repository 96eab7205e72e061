package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An assistant of a tenant. Written {@code per_…}. */
public record PersonaId(UUID value) implements Id {
    private static final String PREFIX = "per";

    @JsonCreator
    public static PersonaId fromString(String text) {
        return new PersonaId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
