package usher.admin.ticket.thread;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.admin.ticket.TicketService;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TicketCommentId;
import usher.contracts.id.TicketId;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** What is said about tickets, in the transaction that notes it in the ticket. */
@ApplicationScoped
class Comments {
    private static final String PAGE = """
            select c.id, c.member_id, m.name, c.internal, c.text, c.created_at
              from (select * from ticket_comment
                     where tenant_id = $1 and ticket_id = $2 and ($3::uuid is null or id > $3) order by id limit $4) c
              left join member m on m.tenant_id = $1 and m.id = c.member_id
             order by c.id
            """;
    private static final String ADD = """
            with added as (
                insert into ticket_comment (tenant_id, id, ticket_id, member_id, internal, text, created_at)
                values ($1, $2, $3, $4, $5, $6, $7) returning *)
            select c.id, c.member_id, m.name, c.internal, c.text, c.created_at
              from added c left join member m on m.tenant_id = $1 and m.id = c.member_id
            """;

    private final Tenancy tenancy;
    private final TicketService tickets;
    private final Ids ids;
    private final InstantSource clock;

    Comments(Tenancy tenancy, TicketService tickets, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.tickets = tickets;
        this.ids = ids;
        this.clock = clock;
    }

    /** Oldest first. */
    Uni<List<CommentView>> page(TenantId tenant, TicketId ticket, @Nullable TicketCommentId after, int rows) {
        var values = Tuple.of(tenant.value(), ticket.value(), after == null ? null : after.value(), rows);
        return tenancy.sql(
                tenant,
                connection -> tickets.requireThere(connection, tenant, ticket)
                        .chain(() -> connection.preparedQuery(PAGE).execute(values))
                        .map(found -> StreamSupport.stream(found.spliterator(), false)
                                .map(CommentView::of)
                                .toList()));
    }

    Uni<CommentView> add(TenantId tenant, TicketId ticket, MemberId by, AddComment comment) {
        var id = new TicketCommentId(ids.next());
        var values = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(id.value())
                .addUUID(ticket.value())
                .addUUID(by.value())
                .addBoolean(comment.isInternal())
                .addString(comment.text())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return tenancy.sql(
                tenant,
                connection -> tickets.said(connection, tenant, ticket, by, id, comment.isInternal())
                        .chain(() -> connection.preparedQuery(ADD).execute(values))
                        .map(added -> CommentView.of(added.iterator().next())));
    }
}
