package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Access to a tenant that a member gave to a program. Written {@code gnt_…}. */
public record GrantId(UUID value) implements Id {
    private static final String PREFIX = "gnt";

    @JsonCreator
    public static GrantId fromString(String text) {
        return new GrantId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
