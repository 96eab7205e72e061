package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A notice. Written {@code ntc_…}. */
public record NoticeId(UUID value) implements Id {
    private static final String PREFIX = "ntc";

    @JsonCreator
    public static NoticeId fromString(String text) {
        return new NoticeId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
