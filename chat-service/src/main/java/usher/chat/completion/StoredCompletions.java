package usher.chat.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import usher.chat.completion.Attempts.Attempt;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Citation;
import usher.chat.conversation.Conversations;
import usher.chat.conversation.ToolUse;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.kit.tenant.Tenancy;

/** Keeps completions, and finds the one that an idempotency key led to. */
@ApplicationScoped
class StoredCompletions {
    private static final String FIND = """
            select q.text as question, a.id, a.conversation_id, a.text, a.citations, a.tool_calls, a.finish_reason, a.created_at,
                   r.persona_version, r.tokens_input, r.tokens_cached, r.tokens_output, r.cost_micros, r.cached
              from message q
              join message a on a.tenant_id = q.tenant_id and a.conversation_id = q.conversation_id and a.role = 'assistant'
              join receipt r on r.tenant_id = a.tenant_id and r.message_id = a.id
             where q.tenant_id = $1 and q.visitor_id = $2 and q.client_message_id = $3
            """;

    private final Tenancy tenancy;
    private final Conversations conversations;
    private final ObjectMapper mapper;

    StoredCompletions(Tenancy tenancy, Conversations conversations, ObjectMapper mapper) {
        this.tenancy = tenancy;
        this.conversations = conversations;
        this.mapper = mapper;
    }

    /** False when the same key was kept meanwhile. */
    Uni<Boolean> keep(Attempt attempt, Answer answer) {
        return conversations.complete(attempt.tenant(), attempt.question(), attempt.asked(), answer, attempt.started());
    }

    /** Meters what models used for an answer that is not kept. */
    Uni<Boolean> spent(Attempt attempt, Answer unkept) {
        return conversations.spent(attempt.tenant(), attempt.asked(), unkept);
    }

    /** Refuses a key that led to another question. */
    Uni<Optional<Completion>> find(Attempt attempt) {
        return tenancy.sql(
                attempt.tenant(),
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(
                                attempt.tenant().value(),
                                attempt.visitor().value(),
                                attempt.wanted().idempotencyKey()))
                        .map(rows -> {
                            for (var row : rows) {
                                return Optional.of(told(attempt, row));
                            }
                            return Optional.empty();
                        }));
    }

    private Completion told(Attempt attempt, Row row) {
        if (!row.getString("question").equals(attempt.wanted().question())) {
            throw CompletionRefusals.keyReused();
        }
        return new Completion(
                new MessageId(row.getUUID("id")),
                new ConversationId(row.getUUID("conversation_id")),
                attempt.wanted().model().toString(),
                row.getOffsetDateTime("created_at").toEpochSecond(),
                null,
                Multi.createFrom().items(new Part.Said(row.getString("text")), whole(row)));
    }

    private Part.Whole whole(Row row) {
        var use = new Part.Use(
                row.getLong("tokens_input"),
                row.getLong("tokens_cached"),
                row.getLong("tokens_output"),
                row.getLong("cost_micros"),
                row.getBoolean("cached"));
        return new Part.Whole(
                row.getString("text"),
                row.getString("finish_reason"),
                read(row, "citations", new TypeReference<List<Citation>>() {}),
                read(row, "tool_calls", new TypeReference<List<ToolUse>>() {}),
                row.getInteger("persona_version"),
                use);
    }

    private <T> T read(Row row, String column, TypeReference<T> type) {
        try {
            return mapper.readValue(row.getJsonArray(column).encode(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored message can be read", e);
        }
    }
}
