package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A visitor's subscription. Written {@code pur_…}. */
public record PurchaseId(UUID value) implements Id {
    private static final String PREFIX = "pur";

    @JsonCreator
    public static PurchaseId fromString(String text) {
        return new PurchaseId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
