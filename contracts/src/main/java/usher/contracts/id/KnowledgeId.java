package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A document or FAQ entry of a tenant's knowledge. Written {@code kno_…}. */
public record KnowledgeId(UUID value) implements Id {
    private static final String PREFIX = "kno";

    @JsonCreator
    public static KnowledgeId fromString(String text) {
        return new KnowledgeId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
