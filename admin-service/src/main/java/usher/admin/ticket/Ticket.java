package usher.admin.ticket;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TicketPriority;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TicketId;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;

/** A ticket as it stands in its row. */
record Ticket(TicketId id, long number, long version, Matter matter) {
    /** A ticket that is to be opened. */
    record Opening(
            TicketId id,
            TicketView.Origin origin,
            Matter matter,
            @Nullable ConversationId conversation,
            @Nullable VisitorId visitor,
            @Nullable MemberId by) {}

    static Ticket of(Row row) {
        return new Ticket(new TicketId(row.getUUID("id")), row.getLong("number"), row.getLong("version"), matter(row));
    }

    private static Matter matter(Row row) {
        var assignee = row.getUUID("assignee_id");
        return new Matter(
                row.getString("subject"),
                row.getString("text"),
                new Requester(row.getString("requester_name"), row.getString("requester_email")),
                TicketPriority.valueOf(row.getString("priority")),
                TicketStatus.valueOf(row.getString("status")),
                assignee == null ? null : new MemberId(assignee),
                new Matter.Marks(moment(row, "solved_at"), moment(row, "closed_at"), moment(row, "erased_at")));
    }

    static @Nullable Instant moment(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    /** For who says which version they have seen: nobody's change in between is overwritten. */
    void requireVersion(@Nullable Long seen) {
        if (seen != null && seen != version) {
            throw Refusal.conflict("ticket-changed", "Somebody has changed this ticket. Read it again.")
                    .with("version", version);
        }
    }

    Ticket next(Matter changed) {
        return new Ticket(id, number, version + 1, changed);
    }
}
