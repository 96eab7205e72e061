package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Something that was said about a ticket. Written {@code tcm_…}. */
public record TicketCommentId(UUID value) implements Id {
    private static final String PREFIX = "tcm";

    @JsonCreator
    public static TicketCommentId fromString(String text) {
        return new TicketCommentId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
