package usher.chat.ticket;

import org.jspecify.annotations.Nullable;
import usher.contracts.event.TicketPriority;
import usher.contracts.id.ConversationId;
import usher.kit.access.Authenticator;

/** A ticket that somebody wants. The same {@code requestId} of a tenant is one ticket. */
public record RequestTicket(
        String subject,
        String text,
        TicketPriority priority,
        @Nullable ConversationId conversation,
        @Nullable String requestId) {
    /** Tells what was asked for from anything else; the lengths keep one field from reaching into the next. */
    String hash() {
        return Authenticator.sha256(
                subject.length() + ":" + subject + text.length() + ":" + text + priority + ":" + conversation);
    }
}
