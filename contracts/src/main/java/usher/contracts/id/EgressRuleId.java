package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A host that a tenant's tools may call. Written {@code egr_…}. */
public record EgressRuleId(UUID value) implements Id {
    private static final String PREFIX = "egr";

    @JsonCreator
    public static EgressRuleId fromString(String text) {
        return new EgressRuleId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
