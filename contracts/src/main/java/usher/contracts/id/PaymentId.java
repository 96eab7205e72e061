package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A payment. Written {@code pay_…}. */
public record PaymentId(UUID value) implements Id {
    private static final String PREFIX = "pay";

    @JsonCreator
    public static PaymentId fromString(String text) {
        return new PaymentId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
