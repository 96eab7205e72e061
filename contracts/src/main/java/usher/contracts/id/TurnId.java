package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One visitor message and everything done to answer it. Written {@code trn_…}. */
public record TurnId(UUID value) implements Id {
    private static final String PREFIX = "trn";

    @JsonCreator
    public static TurnId fromString(String text) {
        return new TurnId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
