package usher.tool.invocation.confirmation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.tool.invocation.record.InvocationRows;

/** What visitors decide of calls, as it is stored with those. */
@ApplicationScoped
class Decisions {
    /** A call of tenant $1 that had to be confirmed, with what confirming it takes. */
    private static final String TO_DECIDE = """
            select id, call_id, tool as called, tool_id, conversation_id, state, uncertain, deadline, target, result,
                   display, error_code, error_message, retryable, http_status, attempts, duration_ms, sealed_arguments
              from invocation
             where tenant_id = $1 and call_id = $2 and risk = 'money'
            """;

    private static final String DECIDE = """
            update invocation
               set state = case when $3 = 'confirm' then 'running' else state end,
                   sealed_arguments = case when $3 = 'confirm' then null else sealed_arguments end,
                   decision = $3, decided_by = $4, decided_in = $5, decided_at = $6, deadline = $7, updated_at = $6
             where tenant_id = $1 and id = $2 and state = 'awaiting'
            returning id
            """;

    private final InvocationRows rows;

    Decisions(InvocationRows rows) {
        this.rows = rows;
    }

    /** A call that had to be confirmed, be it decided or not. */
    Uni<@Nullable WaitingCall> toDecide(SqlConnection connection, TenantId tenant, CallId call) {
        return connection
                .preparedQuery(TO_DECIDE)
                .execute(Tuple.of(tenant.value(), call.value()))
                .map(Decisions::first)
                .map(row -> row == null ? null : waiting(row));
    }

    private WaitingCall waiting(Row row) {
        var tool = row.getUUID("tool_id");
        return new WaitingCall(
                rows.before(row), tool == null ? null : new ToolId(tool), row.getString("sealed_arguments"));
    }

    /** The moment of a decision, and until when the call must be over because of it. */
    record When(Instant now, Instant deadline) {}

    /** Of a call that waits; one that is confirmed runs from now on. */
    Uni<Void> decide(SqlConnection connection, TenantId tenant, InvocationId id, DecideCall said, When when) {
        return connection
                .preparedQuery(DECIDE)
                .execute(Tuple.tuple()
                        .addUUID(tenant.value())
                        .addUUID(id.value())
                        .addString(said.decision().name().toLowerCase(Locale.ROOT))
                        .addString(said.actor())
                        .addUUID(said.messageId().value())
                        .addOffsetDateTime(utc(when.now()))
                        .addOffsetDateTime(utc(when.deadline())))
                .replaceWithVoid();
    }

    JsonNode arguments(String opened) {
        return rows.tree(opened);
    }

    private static @Nullable Row first(RowSet<Row> found) {
        var each = found.iterator();
        return each.hasNext() ? each.next() : null;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
