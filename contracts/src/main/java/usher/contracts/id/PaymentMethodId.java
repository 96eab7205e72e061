package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A payment method that was kept. Written {@code pmt_…}. */
public record PaymentMethodId(UUID value) implements Id {
    private static final String PREFIX = "pmt";

    @JsonCreator
    public static PaymentMethodId fromString(String text) {
        return new PaymentMethodId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
