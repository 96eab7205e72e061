package usher.tool.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.Id;
import usher.contracts.id.InvocationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.ToolId;
import usher.tool.argument.IdentityParameters;
import usher.tool.argument.Parameters;
import usher.tool.invocation.Standing.Before;
import usher.tool.invocation.content.Excerpt;
import usher.tool.invocation.content.Redaction;
import usher.tool.invocation.effect.CallState;
import usher.tool.target.Destination;
import usher.tool.target.Destination.Former;
import usher.tool.target.Outcome;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

/** Makes of rows what they mean, and of endings what is kept of them. */
@ApplicationScoped
class InvocationRows {
    private static final TypeReference<Map<String, String>> CLAIMS = new TypeReference<>() {};

    private final ObjectMapper json;
    private final InvocationConfig config;

    InvocationRows(ObjectMapper json, InvocationConfig config) {
        this.json = json;
        this.config = config;
    }

    Standing standing(Row row) {
        return new Standing(
                row.getUUID("tool_id") == null ? null : endpoint(row), row.getUUID("id") == null ? null : before(row));
    }

    Endpoint endpoint(Row row) {
        var config = row.getString("config");
        return new Endpoint(
                row.getString("name"),
                row.getString("risk"),
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
                ? new Destination.Webhook(URI.create(row.getString("url")), row.getString("sealed_secret"), former(row))
                : new Destination.Operation(new OperationId(operation));
    }

    private static @Nullable Former former(Row row) {
        var sealed = row.getString("former_sealed_secret");
        return sealed == null
                ? null
                : new Former(
                        sealed, row.getOffsetDateTime("former_secret_until").toInstant());
    }

    Before before(Row row) {
        var state = CallState.of(row.getString("state"));
        var conversation = row.getUUID("conversation_id");
        return new Before(
                new InvocationId(row.getUUID("id")),
                new CallId(row.getUUID("call_id")),
                row.getString("called"),
                conversation == null ? null : new ConversationId(conversation),
                state,
                row.getBoolean("uncertain"),
                row.getOffsetDateTime("deadline").toInstant(),
                row.getString("target"),
                state.over() ? ending(row, state) : null);
    }

    WaitingCall waiting(Row row) {
        var tool = row.getUUID("tool_id");
        return new WaitingCall(before(row), tool == null ? null : new ToolId(tool), row.getString("sealed_arguments"));
    }

    JsonNode tree(@Nullable String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This column holds JSON alone", e);
        }
    }

    private Ending ending(Row row, CallState state) {
        Outcome outcome = state == CallState.SUCCEEDED
                ? new Succeeded(tree(row.getString("result")), row.getString("display"))
                : new Failed(
                        row.getString("error_code"),
                        row.getString("error_message"),
                        row.getBoolean("retryable"),
                        row.getBoolean("uncertain"));
        return new Ending(
                state, outcome, row.getLong("duration_ms"), row.getInteger("attempts"), row.getInteger("http_status"));
    }

    /** Result, display, error code, error message, retryable, status, attempts and duration, as far as there is an ending. */
    Tuple addEnding(Tuple row, @Nullable Ending ending) {
        var succeeded = ending != null && ending.outcome() instanceof Succeeded s ? s : null;
        var failed = ending != null && ending.outcome() instanceof Failed f ? f : null;
        return row.addString(succeeded == null ? null : kept(succeeded.result()))
                .addString(succeeded == null ? null : Redaction.of(succeeded.display()))
                .addString(failed == null ? null : failed.code())
                .addString(failed == null ? null : Redaction.of(failed.message()))
                .addBoolean(failed == null ? null : failed.retryable())
                .addInteger(ending == null ? null : ending.httpStatus())
                .addInteger(ending == null ? null : ending.attempts())
                .addLong(ending == null ? null : ending.durationMs());
    }

    /** As it may be kept: redacted, and not too long. */
    String kept(JsonNode value) {
        return Redaction.of(Excerpt.of(value, config.longest()).value()).toString();
    }

    static @Nullable UUID uuid(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
