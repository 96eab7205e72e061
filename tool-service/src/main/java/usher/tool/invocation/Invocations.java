package usher.tool.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.tenant.Tenancy;
import usher.tool.argument.IdentityParameters;
import usher.tool.argument.Parameters;
import usher.tool.invocation.Standing.Before;
import usher.tool.target.Destination;
import usher.tool.target.Outcome;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

/** Invocations as they are stored; by the plain client, for they are written on the way of every turn that uses a tool. */
@ApplicationScoped
class Invocations {
    private static final TypeReference<Map<String, String>> CLAIMS = new TypeReference<>() {};

    private final Tenancy tenancy;
    private final ObjectMapper json;

    Invocations(Tenancy tenancy, ObjectMapper json) {
        this.tenancy = tenancy;
        this.json = json;
    }

    Uni<Standing> standing(SqlConnection connection, TenantId tenant, CallId call, String tool) {
        return connection
                .preparedQuery(InvocationSql.STANDING)
                .execute(Tuple.of(tenant.value(), call.value(), tool))
                .map(rows -> standing(rows.iterator().next()));
    }

    /** Whether this call was stored now; false when it was there already. */
    Uni<Boolean> start(SqlConnection connection, TenantId tenant, InvocationId id, InvokeTool wanted, Start start) {
        return connection
                .preparedQuery(InvocationSql.START)
                .execute(Tuple.tuple()
                        .addUUID(tenant.value())
                        .addUUID(id.value())
                        .addUUID(wanted.callId().value())
                        .addUUID(start.tool() == null ? null : start.tool().value())
                        .addString(wanted.tool())
                        .addUUID(wanted.conversation().value())
                        .addUUID(wanted.messageId().value())
                        .addString(start.arguments().toString())
                        .addOffsetDateTime(utc(start.deadline()))
                        .addOffsetDateTime(utc(start.now())))
                .map(rows -> rows.size() == 1);
    }

    /** {@code tool} is null for one that the tenant does not have. */
    record Start(@Nullable ToolId tool, JsonNode arguments, Instant now, Instant deadline) {}

    /** Whether the call was still running. */
    Uni<Boolean> end(SqlConnection connection, TenantId tenant, InvocationId id, Ending ending, Instant now) {
        var succeeded = ending.outcome() instanceof Succeeded s ? s : null;
        var failed = ending.outcome() instanceof Failed f ? f : null;
        return connection
                .preparedQuery(InvocationSql.END)
                .execute(Tuple.tuple()
                        .addUUID(tenant.value())
                        .addUUID(id.value())
                        .addString(ending.state())
                        .addString(succeeded == null ? null : succeeded.result().toString())
                        .addString(succeeded == null ? null : succeeded.display())
                        .addString(failed == null ? null : failed.code())
                        .addString(failed == null ? null : failed.message())
                        .addBoolean(failed == null ? null : failed.retryable())
                        .addInteger(ending.httpStatus())
                        .addInteger(ending.attempts())
                        .addLong(ending.durationMs())
                        .addOffsetDateTime(utc(now)))
                .map(rows -> rows.size() == 1);
    }

    Uni<List<InvocationView>> page(
            TenantId tenant, @Nullable ConversationId conversation, @Nullable InvocationId after, int rows) {
        return tenancy.sql(
                        tenant,
                        connection -> connection
                                .preparedQuery(InvocationSql.PAGE)
                                .execute(Tuple.tuple()
                                        .addUUID(tenant.value())
                                        .addUUID(conversation == null ? null : conversation.value())
                                        .addUUID(after == null ? null : after.value())
                                        .addInteger(rows)))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(this::view)
                        .toList());
    }

    private Standing standing(Row row) {
        return new Standing(
                row.getUUID("tool_id") == null ? null : endpoint(row), row.getUUID("id") == null ? null : before(row));
    }

    private Endpoint endpoint(Row row) {
        var config = row.getString("config");
        return new Endpoint(
                new Parameters(
                        new ToolId(row.getUUID("tool_id")),
                        row.getInteger("revision"),
                        tree(row.getString("parameters")),
                        new IdentityParameters(json.convertValue(tree(row.getString("identity")), CLAIMS))),
                destination(row),
                Duration.ofMillis(row.getInteger("timeout_ms")),
                config == null ? null : tree(config));
    }

    private static Destination destination(Row row) {
        var operation = row.getUUID("operation_id");
        return operation == null
                ? new Destination.Webhook(URI.create(row.getString("url")), row.getString("sealed_secret"))
                : new Destination.Operation(new OperationId(operation));
    }

    private Before before(Row row) {
        return new Before(
                new InvocationId(row.getUUID("id")),
                row.getString("tool"),
                row.getOffsetDateTime("deadline").toInstant(),
                row.getString("state").equals("running") ? null : ending(row));
    }

    private Ending ending(Row row) {
        Outcome outcome = row.getString("state").equals("succeeded")
                ? new Succeeded(tree(row.getString("result")), row.getString("display"))
                : Failed.certainly(
                        row.getString("error_code"), row.getString("error_message"), row.getBoolean("retryable"));
        return new Ending(
                outcome, row.getLong("duration_ms"), row.getInteger("attempts"), row.getInteger("http_status"));
    }

    private InvocationView view(Row row) {
        var result = row.getString("result");
        return new InvocationView(
                new InvocationId(row.getUUID("id")),
                row.getString("tool"),
                new ConversationId(row.getUUID("conversation_id")),
                new CallId(row.getUUID("call_id")),
                tree(row.getString("arguments")),
                result == null ? null : tree(result),
                row.getString("state"),
                row.getInteger("http_status"),
                row.getInteger("attempts"),
                row.getLong("duration_ms"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This column holds JSON alone", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
