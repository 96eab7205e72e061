package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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

/** What most calls do to the database: three SQL functions, each one round trip and one transaction (ADR 1). */
@ApplicationScoped
class CallFunctions {
    private static final String STANDING = "select * from standing_of($1, $2, $3)";
    private static final String BEGIN_LOOK = "select begin_look($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as begun";
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

    Uni<Standing> standing(TenantId tenant, CallId call, String tool) {
        return standing(pool, tenant, call, tool);
    }

    /** By that connection, within its transaction. */
    Uni<Standing> standing(SqlClient client, TenantId tenant, CallId call, String tool) {
        return client.preparedQuery(STANDING)
                .execute(Tuple.of(tenant.value(), call.value(), tool))
                .map(found -> rows.standing(found.iterator().next()));
    }

    /** Whether this call, which only looks, was stored now; false when it was there already. */
    Uni<Boolean> beginLook(TenantId tenant, NewCall call, Endpoint endpoint, Instant deadline) {
        var asked = call.asked();
        return pool.preparedQuery(BEGIN_LOOK)
                .execute(Tuple.tuple()
                        .addUUID(tenant.value())
                        .addUUID(call.id().value())
                        .addUUID(asked.call().value())
                        .addUUID(endpoint.parameters().tool().value())
                        .addString(endpoint.name())
                        .addString(endpoint.destination().kind())
                        .addUUID(InvocationRows.uuid(asked.conversation()))
                        .addUUID(InvocationRows.uuid(asked.message()))
                        .addString(rows.kept(call.arguments()))
                        .addOffsetDateTime(utc(deadline))
                        .addOffsetDateTime(utc(call.now())))
                .map(begun -> begun.iterator().next().getBoolean("begun"));
    }

    /** Stores the outcome and its usage; the ending of a call that somebody else has ended is not stored again. */
    Uni<Ending> end(TenantId tenant, Stored stored, Ending ending) {
        return end(pool, tenant, stored, ending).invoke(outbox::committed);
    }

    /** By that connection, within its transaction. */
    Uni<Ending> end(SqlClient client, TenantId tenant, Stored stored, Ending ending) {
        var metered = usage.of(tenant, stored, ending.state());
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(stored.id().value())
                .addString(ending.state().text())
                .addBoolean(ending.uncertain())
                .addOffsetDateTime(utc(clock.instant()));
        rows.addEnding(row, ending)
                .addString(Topic.USAGE.topic())
                .addString(metered == null ? null : EventJson.write(metered));
        outbox.expect();
        return client.preparedQuery(END_CALL).execute(row).replaceWith(ending);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
