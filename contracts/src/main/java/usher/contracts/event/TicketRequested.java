package usher.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TicketId;
import usher.contracts.id.VisitorId;

/**
 * A ticket is to be opened, under an id that whoever asks for it has made: the same {@code ticket} is opened once, however often
 * it is asked for. {@code conversation} is what it came up in, {@code visitor} whom it is for.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketRequested(
        TicketId ticket,
        String subject,
        String text,
        TicketPriority priority,
        @Nullable ConversationId conversation,
        @Nullable VisitorId visitor)
        implements EventData {
    public static final String TYPE = "usher.ticket.requested.v1";
    /** Characters at most. */
    public static final int LONGEST_SUBJECT = 200;

    public static final int LONGEST_TEXT = 10_000;

    public TicketRequested {
        Required.present(ticket, "ticket");
        Required.present(subject, "subject");
        Required.present(text, "text");
        Required.present(priority, "priority");
        within(subject, LONGEST_SUBJECT, "subject");
        within(text, LONGEST_TEXT, "text");
    }

    private static void within(String text, int longest, String name) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException("A " + name + " has 1 to " + longest + " characters");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.TICKETS;
    }
}
