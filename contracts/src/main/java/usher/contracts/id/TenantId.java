package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A business that uses Usher. Written {@code ten_…}. */
public record TenantId(UUID value) implements Id {
    private static final String PREFIX = "ten";

    @JsonCreator
    public static TenantId fromString(String text) {
        return new TenantId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
