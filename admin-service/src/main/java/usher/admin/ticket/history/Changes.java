package usher.admin.ticket.history;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TicketId;

/** The histories of tickets. */
@ApplicationScoped
public class Changes {
    private static final String ADD = """
            insert into ticket_change (tenant_id, ticket_id, version, what, member_id, before, after, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String PAGE = """
            select h.version, h.what, h.member_id, m.name, h.before, h.after, h.changed_at
              from (select * from ticket_change
                     where tenant_id = $1 and ticket_id = $2 and ($3::bigint is null or version < $3)
                     order by version desc limit $4) h
              left join member m on m.tenant_id = $1 and m.id = h.member_id
             order by h.version desc
            """;
    private static final String FORGET =
            "update ticket_change set before = '{}', after = '{}' where tenant_id = $1 and ticket_id = $2";

    /** Who made which version of a ticket, and how. */
    public record Entry(
            TicketId ticket,
            long version,
            ChangeView.What what,
            @Nullable MemberId by,
            Instant at) {}

    /** Of what stood before and after, only what differs is kept. */
    public Uni<Void> add(
            SqlConnection connection,
            TenantId tenant,
            Entry entry,
            Map<String, String> before,
            Map<String, String> after) {
        var by = entry.by();
        var values = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(entry.ticket().value())
                .addLong(entry.version())
                .addString(entry.what().name())
                .addUUID(by == null ? null : by.value())
                .addValue(without(before, after))
                .addValue(without(after, before))
                .addOffsetDateTime(entry.at().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(ADD).execute(values).replaceWithVoid();
    }

    /** Newest first, before that version. */
    public Uni<List<ChangeView>> page(
            SqlConnection connection, TenantId tenant, TicketId ticket, @Nullable Long before, int rows) {
        return connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(tenant.value(), ticket.value(), before, rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(Changes::view)
                        .toList());
    }

    public Uni<Void> forget(SqlConnection connection, TenantId tenant, TicketId ticket) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(tenant.value(), ticket.value()))
                .replaceWithVoid();
    }

    private static JsonObject without(Map<String, String> facts, Map<String, String> same) {
        Map<String, Object> rest = new HashMap<>(facts);
        rest.entrySet().removeIf(fact -> Objects.equals(fact.getValue(), same.get(fact.getKey())));
        return new JsonObject(rest);
    }

    private static ChangeView view(Row row) {
        var member = row.getUUID("member_id");
        return new ChangeView(
                row.getLong("version"),
                ChangeView.What.valueOf(row.getString("what")),
                member == null ? null : new MemberId(member),
                row.getString("name"),
                row.getJsonObject("before").getMap(),
                row.getJsonObject("after").getMap(),
                row.getOffsetDateTime("changed_at").toInstant());
    }
}
