package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An invoice or a credit note. Written {@code inv_…}. */
public record InvoiceId(UUID value) implements Id {
    private static final String PREFIX = "inv";

    @JsonCreator
    public static InvoiceId fromString(String text) {
        return new InvoiceId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
