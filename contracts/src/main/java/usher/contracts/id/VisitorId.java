package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A person who writes to a tenant, with or without an account. Written {@code vis_…}. */
public record VisitorId(UUID value) implements Id {
    private static final String PREFIX = "vis";

    @JsonCreator
    public static VisitorId fromString(String text) {
        return new VisitorId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
