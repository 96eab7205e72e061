package usher.admin.ticket.thread;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import usher.admin.ticket.TicketView.Person;
import usher.contracts.id.MemberId;
import usher.contracts.id.TicketCommentId;

/** A reply, or a note among members. */
record CommentView(TicketCommentId id, Person by, boolean internal, String text, Instant createdAt) {
    static CommentView of(Row row) {
        return new CommentView(
                new TicketCommentId(row.getUUID("id")),
                new Person(new MemberId(row.getUUID("member_id")), row.getString("name")),
                row.getBoolean("internal"),
                row.getString("text"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
