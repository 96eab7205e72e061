package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One connection of a tenant to a system of its own. Written {@code itg_…}. */
public record IntegrationId(UUID value) implements Id {
    private static final String PREFIX = "itg";

    @JsonCreator
    public static IntegrationId fromString(String text) {
        return new IntegrationId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
