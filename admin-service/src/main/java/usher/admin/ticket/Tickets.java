package usher.admin.ticket;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.Id;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TicketId;
import usher.kit.access.Caller;
import usher.kit.problem.Refusal;

/** The tickets in the database. */
@ApplicationScoped
class Tickets {
    /** The page is cut before names are looked up beside its rows. */
    private static final String SHOWN = """
            select t.id, t.number, t.version, t.origin, t.subject, %s as text, t.requester_name, t.requester_email, t.priority,
                   t.status, t.assignee_id, t.conversation_id, t.visitor_id, t.created_by, t.created_at, t.updated_at, t.solved_at,
                   t.closed_at, t.erased_at, a.name as assignee_name, o.name as creator_name
              from (select * from ticket where tenant_id = $1 %s) t
              left join member a on a.tenant_id = $1 and a.id = t.assignee_id
              left join member o on o.tenant_id = $1 and o.id = t.created_by
             order by t.id desc
            """;

    private static final String ONE = SHOWN.formatted("t.text", "and id = $2");
    private static final String LOCK = "select * from ticket where tenant_id = $1 and id = $2 for update";

    /** Nothing where the tenant is gone, or has the ticket already. */
    private static final String OPEN = """
            with wanted as (
                select id from tenant where id = $1 and status <> 'DELETED'
                   and not exists (select from ticket where tenant_id = $1 and id = $2)),
            counted as (
                insert into ticket_counter as c (tenant_id, last) select id, 1 from wanted
                on conflict (tenant_id) do update set last = c.last + 1 returning last)
            insert into ticket (tenant_id, id, number, version, origin, subject, text, requester_name, requester_email, priority,
                                status, conversation_id, visitor_id, created_by, created_at, updated_at)
            select $1, $2, last, 1, $3, $4, $5, $6, $7, $8, 'OPEN', $9, $10, $11, $12, $12 from counted
            returning number
            """;

    private static final String STORE = """
            update ticket
               set version = $3, subject = $4, text = $5, requester_name = $6, requester_email = $7, priority = $8, status = $9,
                   assignee_id = $10, solved_at = $11, closed_at = $12, erased_at = $13, updated_at = $14
             where tenant_id = $1 and id = $2
            """;
    private static final String ASSIGNABLE = "select status from member where tenant_id = $1 and id = $2";
    private static final String FORGET_WORDS = "delete from ticket_comment where tenant_id = $1 and ticket_id = $2";

    /** Newest first. */
    Uni<List<TicketView>> page(
            SqlConnection connection,
            TenantId tenant,
            Caller caller,
            TicketFilter filter,
            @Nullable TicketId after,
            int rows) {
        var values = Tuple.of(tenant.value(), rows);
        var wanted = "and erased_at is null" + filter.condition(caller, values);
        if (after != null) {
            wanted += " and id < $" + values.addUUID(after.value()).size();
        }
        return connection
                .preparedQuery(SHOWN.formatted("null::text", wanted + " order by id desc limit $2"))
                .execute(values)
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(TicketView::of)
                        .toList());
    }

    Uni<TicketView> get(SqlConnection connection, TenantId tenant, TicketId id) {
        return connection.preparedQuery(ONE).execute(which(tenant, id)).map(rows -> TicketView.of(only(rows)));
    }

    /** Changes of one ticket wait for each other here. */
    Uni<Ticket> lock(SqlConnection connection, TenantId tenant, TicketId id) {
        return connection.preparedQuery(LOCK).execute(which(tenant, id)).map(rows -> Ticket.of(only(rows)));
    }

    /** The new ticket; empty when there is none to open. */
    Uni<Optional<Ticket>> open(SqlConnection connection, TenantId tenant, Ticket.Opening opening, Instant now) {
        var matter = opening.matter();
        var values = which(tenant, opening.id())
                .addString(opening.origin().name())
                .addString(matter.subject())
                .addString(matter.text())
                .addString(matter.requester().name())
                .addString(matter.requester().email())
                .addString(matter.priority().name())
                .addUUID(value(opening.conversation()))
                .addUUID(value(opening.visitor()))
                .addUUID(value(opening.by()))
                .addOffsetDateTime(at(now));
        return connection
                .preparedQuery(OPEN)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Ticket(opening.id(), row.getLong("number"), 1, matter))
                        .findFirst());
    }

    Uni<Void> store(SqlConnection connection, TenantId tenant, Ticket ticket, Instant now) {
        var matter = ticket.matter();
        var values = which(tenant, ticket.id())
                .addLong(ticket.version())
                .addString(matter.subject())
                .addString(matter.text())
                .addString(matter.requester().name())
                .addString(matter.requester().email())
                .addString(matter.priority().name())
                .addString(matter.status().name())
                .addUUID(value(matter.assignee()))
                .addOffsetDateTime(at(matter.marks().solvedAt()))
                .addOffsetDateTime(at(matter.marks().closedAt()))
                .addOffsetDateTime(at(matter.marks().erasedAt()))
                .addOffsetDateTime(at(now));
        return connection.preparedQuery(STORE).execute(values).replaceWithVoid();
    }

    /** Refuses a member who is not the tenant's as one who is not there, and one who cannot sign in. */
    Uni<Void> requireAssignable(SqlConnection connection, TenantId tenant, MemberId member) {
        return connection
                .preparedQuery(ASSIGNABLE)
                .execute(which(tenant, member))
                .invoke(rows -> {
                    if (!only(rows).getString("status").equals("ACTIVE")) {
                        throw Refusal.conflict("member-inactive", "This member is not active.");
                    }
                })
                .replaceWithVoid();
    }

    Uni<Void> forgetWords(SqlConnection connection, TenantId tenant, TicketId id) {
        return connection.preparedQuery(FORGET_WORDS).execute(which(tenant, id)).replaceWithVoid();
    }

    private static Row only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Refusal.notFound();
        }
        return rows.iterator().next();
    }

    private static Tuple which(TenantId tenant, Id id) {
        return Tuple.tuple().addUUID(tenant.value()).addUUID(id.value());
    }

    private static @Nullable UUID value(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
