package usher.tool.invocation.record;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import usher.contracts.event.EventJson;
import usher.contracts.event.Topic;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.kit.event.Outbox;

/** What most calls do to the database: SQL functions, each one round trip and one transaction (ADR 1). */
@ApplicationScoped
public class CallFunctions {
    private static final String STANDING = "select * from standing_of($1, $2, $3)";
    private static final String RECORD_LOOK = """
            select record_look($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                               $22, $23) as recorded""";
    private static final String END_CALL =
            "select end_call($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) as ended";

    private final Pool pool;
    private final InvocationRows rows;
    private final ToolUsage usage;
    private final Outbox outbox;
    private final InstantSource clock;

    CallFunctions(Pool pool, InvocationRows rows, ToolUsage usage, Outbox outbox, InstantSource clock) {
        this.pool = pool;
        this.rows = rows;
        this.usage = usage;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Standing> standing(SqlClient client, TenantId tenant, CallId call, String tool) {
        return client.preparedQuery(STANDING)
                .execute(Tuple.of(tenant.value(), call.value(), tool))
                .map(found -> rows.standing(found.iterator().next()));
    }

    /** Stores a call that has looked, and meters it; false when the same call is stored already. */
    public Uni<Boolean> record(TenantId tenant, Look look, Ending ending) {
        var wanted = look.wanted();
        var endpoint = look.endpoint();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(look.stored().id().value())
                .addUUID(wanted.callId().value())
                .addUUID(endpoint.parameters().tool().value())
                .addString(endpoint.name())
                .addString(endpoint.destination().kind())
                .addUUID(wanted.conversation().value())
                .addUUID(wanted.messageId().value())
                .addString(rows.kept(look.ready().stored()))
                .addString(ending.state().text())
                .addBoolean(ending.uncertain())
                .addOffsetDateTime(utc(look.began()))
                .addOffsetDateTime(utc(clock.instant()));
        return metered(pool, RECORD_LOOK, row, tenant, look.stored(), ending)
                .invoke(outbox::committed)
                .map(recorded -> recorded.iterator().next().getBoolean("recorded"));
    }

    /** Stores the outcome and its usage; the ending of a call that somebody else has ended is not stored again. */
    public Uni<Ending> end(TenantId tenant, Stored stored, Ending ending) {
        return end(pool, tenant, stored, ending).invoke(outbox::committed);
    }

    /** By that connection, within its transaction. */
    Uni<Ending> end(SqlClient client, TenantId tenant, Stored stored, Ending ending) {
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(stored.id().value())
                .addString(ending.state().text())
                .addBoolean(ending.uncertain())
                .addOffsetDateTime(utc(clock.instant()));
        return metered(client, END_CALL, row, tenant, stored, ending).replaceWith(ending);
    }

    private Uni<RowSet<Row>> metered(
            SqlClient client, String function, Tuple row, TenantId tenant, Stored stored, Ending ending) {
        var metered = usage.of(tenant, stored, ending.state());
        rows.addEnding(row, ending)
                .addString(Topic.USAGE.topic())
                .addString(metered == null ? null : EventJson.write(metered));
        outbox.expect();
        return client.preparedQuery(function).execute(row);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
