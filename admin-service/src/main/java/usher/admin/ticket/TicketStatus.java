package usher.admin.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Where a ticket stands. Pending waits for its requester; solved may still be spoken about; closed is over until somebody reopens
 * it, which is to make it open again.
 */
public enum TicketStatus {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("solved")
    SOLVED,
    @JsonProperty("closed")
    CLOSED;

    boolean mayBecome(TicketStatus to) {
        return switch (this) {
            case OPEN -> to == PENDING || to == SOLVED;
            case PENDING -> to == OPEN || to == SOLVED;
            case SOLVED -> to == OPEN || to == CLOSED;
            case CLOSED -> to == OPEN;
        };
    }

    boolean isDone() {
        return this == SOLVED || this == CLOSED;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
