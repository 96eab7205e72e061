package usher.tool.invocation.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.tool.invocation.log.InvocationView.DecisionView;

/** Reads calls. */
@ApplicationScoped
class InvocationLog {
    private static final String SELECT = """
            select id, tool, conversation_id, call_id, arguments, result, state, http_status, attempts, duration_ms,
                   error_code, error_message, created_at, message_id, risk, target, display, uncertain, test, repeats,
                   effect_key, decision, decided_by, decided_in, decided_at, deadline,
                   coalesce(origin, case when test then 'test' else 'conversation' end) as origin, asked_by,
                   settled_at
              from invocation
             where""";

    private final Tenancy tenancy;
    private final ObjectMapper json;

    InvocationLog(Tenancy tenancy, ObjectMapper json) {
        this.tenancy = tenancy;
        this.json = json;
    }

    Uni<List<InvocationView>> page(TenantId tenant, InvocationFilter filter, @Nullable InvocationId after, int rows) {
        var conditions = filter.conditions();
        conditions.add("tenant_id = %s", tenant.value());
        conditions.add("id < %s", after == null ? null : after.value());
        var limit = conditions.place(rows);
        return read(tenant, conditions, " order by id desc limit " + limit);
    }

    Uni<InvocationView> get(TenantId tenant, InvocationId id) {
        var conditions = new Conditions();
        conditions.add("tenant_id = %s", tenant.value());
        conditions.add("id = %s", id.value());
        return read(tenant, conditions, "")
                .map(found -> found.stream().findFirst().orElseThrow(Refusal::notFound));
    }

    private Uni<List<InvocationView>> read(TenantId tenant, Conditions conditions, String end) {
        return tenancy.sql(
                        tenant,
                        connection -> connection
                                .preparedQuery(SELECT + " " + conditions.text() + end)
                                .execute(conditions.values()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(this::view)
                        .toList());
    }

    private InvocationView view(Row row) {
        var state = row.getString("state");
        return new InvocationView(
                new InvocationId(row.getUUID("id")),
                row.getString("tool"),
                id(row, "conversation_id", ConversationId::new),
                new CallId(row.getUUID("call_id")),
                tree(row.getString("arguments")),
                row.getString("result") == null ? null : tree(row.getString("result")),
                state,
                row.getInteger("http_status"),
                row.getInteger("attempts"),
                row.getLong("duration_ms"),
                row.getString("error_code"),
                row.getString("error_message"),
                time(row, "created_at"),
                id(row, "message_id", MessageId::new),
                row.getString("risk"),
                row.getString("target"),
                row.getString("display"),
                row.getBoolean("uncertain"),
                row.getBoolean("test"),
                id(row, "repeats", InvocationId::new),
                row.getString("effect_key"),
                decision(row),
                state.equals("awaiting") ? time(row, "deadline") : null,
                row.getString("origin"),
                row.getString("asked_by"),
                row.getOffsetDateTime("settled_at") == null ? null : time(row, "settled_at"));
    }

    private static @Nullable DecisionView decision(Row row) {
        return row.getString("decision") == null
                ? null
                : new DecisionView(
                        row.getString("decision"),
                        row.getString("decided_by"),
                        id(row, "decided_in", MessageId::new),
                        time(row, "decided_at"));
    }

    private static <T> @Nullable T id(Row row, String column, Function<UUID, T> of) {
        var value = row.getUUID(column);
        return value == null ? null : of.apply(value);
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This column holds JSON alone", e);
        }
    }
}
