package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A change of a subscription, in force, scheduled or withdrawn. Written {@code chg_…}. */
public record ChangeId(UUID value) implements Id {
    private static final String PREFIX = "chg";

    @JsonCreator
    public static ChangeId fromString(String text) {
        return new ChangeId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
