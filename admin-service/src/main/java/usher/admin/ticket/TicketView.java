package usher.admin.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TicketPriority;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TicketId;
import usher.contracts.id.VisitorId;

/** A ticket as the console shows it. Of one that was erased, subject, text and requester are gone. */
public record TicketView(
        TicketId id,
        long number,
        @Nullable String subject,

        @Nullable @Schema(description = "Not in lists.") String text,

        Requester requester,
        TicketPriority priority,
        TicketStatus status,
        Origin origin,
        @Nullable Person assignee,
        @Nullable Person createdBy,
        @Nullable ConversationId conversation,
        @Nullable VisitorId visitor,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant solvedAt,
        @Nullable Instant closedAt,
        @Nullable Instant erasedAt) {
    /** Who asked for it: somebody in the console, or another agent. */
    public enum Origin {
        @JsonProperty("member")
        MEMBER,
        @JsonProperty("agent")
        AGENT
    }

    /** A member; the name is shown of those of the tenant alone. */
    public record Person(MemberId id, @Nullable String name) {
        /** Null where nobody is named. */
        public static @Nullable Person of(Row row, String id, String name) {
            var member = row.getUUID(id);
            return member == null ? null : new Person(new MemberId(member), row.getString(name));
        }
    }

    static TicketView of(Row row) {
        var ticket = Ticket.of(row);
        var matter = ticket.matter();
        var conversation = row.getUUID("conversation_id");
        var visitor = row.getUUID("visitor_id");
        return new TicketView(
                ticket.id(),
                ticket.number(),
                matter.subject(),
                matter.text(),
                matter.requester(),
                matter.priority(),
                matter.status(),
                Origin.valueOf(row.getString("origin")),
                Person.of(row, "assignee_id", "assignee_name"),
                Person.of(row, "created_by", "creator_name"),
                conversation == null ? null : new ConversationId(conversation),
                visitor == null ? null : new VisitorId(visitor),
                ticket.version(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                matter.marks().solvedAt(),
                matter.marks().closedAt(),
                matter.marks().erasedAt());
    }
}
