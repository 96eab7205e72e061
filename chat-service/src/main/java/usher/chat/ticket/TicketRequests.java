package usher.chat.ticket;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;
import usher.contracts.event.TicketRequested;
import usher.contracts.id.TenantId;
import usher.contracts.id.TicketId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Asks for tickets. The request, its name and its event are one transaction. */
@ApplicationScoped
public class TicketRequests {
    private static final String VISITOR =
            "select visitor_id from conversation where tenant_id = $1 and id = $2 and status <> 'deleted'";

    /** Waits for another request of the same name that is being made at this moment. */
    private static final String NAME = """
            insert into ticket_request (tenant_id, request_id, ticket_id, hash, requested_at) values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """;

    private static final String NAMED =
            "select ticket_id, hash from ticket_request where tenant_id = $1 and request_id = $2";

    private final Tenancy tenancy;
    private final Outbox outbox;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;

    TicketRequests(Tenancy tenancy, Outbox outbox, Events events, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.outbox = outbox;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The id of the ticket, which is opened within moments. Refuses a conversation that is not there or not the tenant's, all alike,
     * and with 409 {@code request-id-reused} a name under which something else was asked for.
     */
    public Uni<TicketId> request(TenantId tenant, RequestTicket wanted) {
        return tenancy.sql(
                tenant,
                connection -> visitor(connection, tenant, wanted)
                        .chain(visitor -> first(connection, tenant, wanted, visitor)));
    }

    private static Uni<Optional<VisitorId>> visitor(SqlConnection connection, TenantId tenant, RequestTicket wanted) {
        var conversation = wanted.conversation();
        if (conversation == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return connection
                .preparedQuery(VISITOR)
                .execute(Tuple.of(tenant.value(), conversation.value()))
                .map(rows -> Optional.of(new VisitorId(only(rows).getUUID("visitor_id"))));
    }

    private Uni<TicketId> first(
            SqlConnection connection, TenantId tenant, RequestTicket wanted, Optional<VisitorId> visitor) {
        var ticket = new TicketId(ids.next());
        var name = wanted.requestId();
        if (name == null) {
            return tell(connection, tenant, ticket, wanted, visitor);
        }
        return connection
                .preparedQuery(NAME)
                .execute(Tuple.of(
                        tenant.value(),
                        name,
                        ticket.value(),
                        wanted.hash(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .chain(named -> named.rowCount() == 1
                        ? tell(connection, tenant, ticket, wanted, visitor)
                        : again(connection, tenant, name, wanted));
    }

    private static Uni<TicketId> again(SqlConnection connection, TenantId tenant, String name, RequestTicket wanted) {
        return connection
                .preparedQuery(NAMED)
                .execute(Tuple.of(tenant.value(), name))
                .map(TicketRequests::only)
                .map(first -> {
                    if (!first.getString("hash").equals(wanted.hash())) {
                        throw Refusal.conflict(
                                "request-id-reused", "Another ticket was asked for under this request_id.");
                    }
                    return new TicketId(first.getUUID("ticket_id"));
                });
    }

    private Uni<TicketId> tell(
            SqlConnection connection,
            TenantId tenant,
            TicketId ticket,
            RequestTicket wanted,
            Optional<VisitorId> visitor) {
        var requested = new TicketRequested(
                ticket,
                wanted.subject(),
                wanted.text(),
                wanted.priority(),
                wanted.conversation(),
                visitor.orElse(null));
        return outbox.append(connection, events.of(tenant, requested)).replaceWith(ticket);
    }

    private static Row only(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst().orElseThrow(Refusal::notFound);
    }
}
