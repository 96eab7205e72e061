package usher.admin.ticket;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.NoticeRaised;
import usher.contracts.id.TicketCommentId;

/**
 * What a tenant's systems are told of tickets. Never their words: notices are kept, and sent again, also when the ticket was
 * erased. Who is told reads the ticket.
 */
final class TicketNotices {
    private TicketNotices() {}

    static NoticeRaised created(Ticket ticket) {
        return notice("ticket.created", ticket, Map.of());
    }

    static NoticeRaised erased(Ticket ticket) {
        return notice("ticket.erased", ticket, Map.of());
    }

    static NoticeRaised replied(Ticket ticket, TicketCommentId comment) {
        return notice("ticket.replied", ticket, Map.of("comment", comment.toString()));
    }

    /** Of a change that somebody else may have to act on; of others nothing. */
    static Optional<NoticeRaised> changed(Matter before, Ticket ticket) {
        return Optional.ofNullable(name(before, ticket.matter())).map(name -> notice(name, ticket, Map.of()));
    }

    private static @Nullable String name(Matter before, Matter after) {
        if (before.assignee() == null
                ? after.assignee() != null
                : !before.assignee().equals(after.assignee())) {
            return after.assignee() == null ? "ticket.unassigned" : "ticket.assigned";
        }
        if (before.status() == after.status()) {
            return null;
        }
        return switch (after.status()) {
            case SOLVED -> "ticket.solved";
            case CLOSED -> "ticket.closed";
            case OPEN -> before.status().isDone() ? "ticket.reopened" : null;
            case PENDING -> null;
        };
    }

    private static NoticeRaised notice(String name, Ticket ticket, Map<String, Object> more) {
        var matter = ticket.matter();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("ticket", ticket.id().toString());
        facts.put("number", ticket.number());
        facts.put("status", matter.status().text());
        facts.put("priority", matter.priority().name().toLowerCase(Locale.ROOT));
        if (matter.assignee() != null) {
            facts.put("assignee", matter.assignee().toString());
        }
        facts.putAll(more);
        return new NoticeRaised(name, name + ":" + ticket.id() + ":" + ticket.version(), facts, null);
    }
}
