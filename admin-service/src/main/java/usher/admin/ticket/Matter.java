package usher.admin.ticket;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TicketPriority;
import usher.contracts.id.MemberId;
import usher.kit.problem.Refusal;

/** What may change about a ticket, and how. Without subject and text it was erased, which is for good. */
record Matter(
        @Nullable String subject,
        @Nullable String text,
        Requester requester,
        TicketPriority priority,
        TicketStatus status,
        @Nullable MemberId assignee,
        Marks marks) {
    /** When it was solved, closed and erased, if it is. */
    record Marks(
            @Nullable Instant solvedAt,
            @Nullable Instant closedAt,
            @Nullable Instant erasedAt) {
        static final Marks NONE = new Marks(null, null, null);
    }

    static Matter opened(String subject, String text, Requester requester, TicketPriority priority) {
        return new Matter(subject, text, requester, priority, TicketStatus.OPEN, null, Marks.NONE);
    }

    Matter changed(ChangeTicket change) {
        requireNotClosed();
        return new Matter(
                change.subject() == null ? subject : change.subject().strip(),
                change.text() == null ? text : change.text(),
                change.requester() == null ? requester : change.requester(),
                change.priority() == null ? priority : change.priority(),
                status,
                assignee,
                marks);
    }

    Matter assigned(@Nullable MemberId to) {
        requireNotClosed();
        return new Matter(subject, text, requester, priority, status, to, marks);
    }

    Matter moved(TicketStatus to, Instant now) {
        requireNotErased();
        if (to == status) {
            return this;
        }
        if (!status.mayBecome(to)) {
            throw Refusal.conflict(
                    "ticket-move-impossible",
                    "A ticket that is " + status.text() + " cannot become " + to.text() + ".");
        }
        return new Matter(subject, text, requester, priority, to, assignee, marks(to, now));
    }

    private Marks marks(TicketStatus to, Instant now) {
        return switch (to) {
            case OPEN, PENDING -> Marks.NONE;
            case SOLVED -> new Marks(now, null, null);
            case CLOSED -> new Marks(marks.solvedAt(), now, null);
        };
    }

    /** Closed, without a word of anybody. Erasing twice is erasing once. */
    Matter erased(Instant now) {
        if (isErased()) {
            return this;
        }
        var closedAt = marks.closedAt() == null ? now : marks.closedAt();
        var erased = new Marks(marks.solvedAt(), closedAt, now);
        return new Matter(null, null, Requester.UNKNOWN, priority, TicketStatus.CLOSED, assignee, erased);
    }

    boolean isErased() {
        return marks.erasedAt() != null;
    }

    void requireNotClosed() {
        requireNotErased();
        if (status == TicketStatus.CLOSED) {
            throw Refusal.conflict("ticket-closed", "This ticket is closed. Reopen it first.");
        }
    }

    private void requireNotErased() {
        if (isErased()) {
            throw Refusal.conflict("ticket-erased", "This ticket was erased and cannot be changed any more.");
        }
    }

    /** By the names that the API has for them. */
    Map<String, String> facts() {
        var facts = new HashMap<String, String>();
        put(facts, "subject", subject);
        put(facts, "text", text);
        put(facts, "requester_name", requester.name());
        put(facts, "requester_email", requester.email());
        put(facts, "priority", priority.name().toLowerCase(Locale.ROOT));
        put(facts, "status", status.text());
        put(facts, "assignee", assignee == null ? null : assignee.toString());
        return facts;
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
