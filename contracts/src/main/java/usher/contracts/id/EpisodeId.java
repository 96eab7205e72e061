package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A visitor's matter in a conversation, from its first question until it is over. Written {@code eps_…}. */
public record EpisodeId(UUID value) implements Id {
    private static final String PREFIX = "eps";

    @JsonCreator
    public static EpisodeId fromString(String text) {
        return new EpisodeId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
