package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A person who works in the console. Written {@code mem_…}. */
public record MemberId(UUID value) implements Id {
    private static final String PREFIX = "mem";

    @JsonCreator
    public static MemberId fromString(String text) {
        return new MemberId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
