package usher.tool.invocation.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.Id;
import usher.contracts.id.InvocationId;
import usher.tool.invocation.content.Excerpt;
import usher.tool.invocation.content.Redaction;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.endpoint.EndpointRows;
import usher.tool.invocation.record.Standing.Before;
import usher.tool.target.Outcome;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

/** Makes of rows what they mean, and of endings what is kept of them. */
@ApplicationScoped
public class InvocationRows {
    private final ObjectMapper json;
    private final EndpointRows endpoints;
    private final InvocationConfig config;

    InvocationRows(ObjectMapper json, EndpointRows endpoints, InvocationConfig config) {
        this.json = json;
        this.endpoints = endpoints;
        this.config = config;
    }

    Standing standing(Row row) {
        return new Standing(
                row.getUUID("tool_id") == null ? null : endpoints.endpoint(row),
                row.getUUID("id") == null ? null : before(row));
    }

    public Before before(Row row) {
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

    public JsonNode tree(@Nullable String text) {
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
