package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A ticket of a tenant's support. Written {@code tkt_…}. */
public record TicketId(UUID value) implements Id {
    private static final String PREFIX = "tkt";

    @JsonCreator
    public static TicketId fromString(String text) {
        return new TicketId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
