package usher.chat.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.Id;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Reads conversations and their messages, and ends them. A visitor, where one is given, sees its own alone. */
@ApplicationScoped
public class Transcripts {
    private static final String CONVERSATIONS = """
            select c.*, v.name as visitor_name, v.email as visitor_email
              from conversation c join visitor v on v.tenant_id = c.tenant_id and v.id = c.visitor_id
             where c.tenant_id = $1 and ($2::uuid is null or c.visitor_id = $2) and ($3::uuid is null or c.id < $3)
             order by c.id desc limit $4
            """;
    private static final String CONVERSATION = """
            select c.*, v.name as visitor_name, v.email as visitor_email
              from conversation c join visitor v on v.tenant_id = c.tenant_id and v.id = c.visitor_id
             where c.tenant_id = $1 and c.id = $2 and ($3::uuid is null or c.visitor_id = $3)
            """;
    private static final String MESSAGES = """
            select m.*, r.provider, r.model, r.persona_version, r.tokens_input, r.tokens_output, r.cost_micros
              from message m left join receipt r on r.tenant_id = m.tenant_id and r.message_id = m.id
             where m.tenant_id = $1 and m.conversation_id = $2 and ($3::uuid is null or m.id > $3)
             order by m.id limit $4
            """;
    private static final String MESSAGE = """
            select m.*, r.provider, r.model, r.persona_version, r.tokens_input, r.tokens_output, r.cost_micros
              from message m left join receipt r on r.tenant_id = m.tenant_id and r.message_id = m.id
             where m.tenant_id = $1 and m.id = $2
            """;
    private static final String END = """
            update conversation set status = 'ended', ended_at = coalesce(ended_at, $4)
             where tenant_id = $1 and id = $2 and ($3::uuid is null or visitor_id = $3)
            """;

    private final Tenancy tenancy;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    Transcripts(Tenancy tenancy, ObjectMapper mapper, InstantSource clock) {
        this.tenancy = tenancy;
        this.mapper = mapper;
        this.clock = clock;
    }

    Uni<List<ConversationView>> conversations(TenantId tenant, @Nullable VisitorId visitor, PageRequest page) {
        var after = value(page.startingAfter(ConversationId::fromString));
        return tenancy.sql(
                tenant,
                connection -> rows(connection, CONVERSATIONS, tenant.value(), value(visitor), after, page.fetch())
                        .map(rows -> list(rows).map(Transcripts::conversation).toList()));
    }

    /** Refuses a conversation that is not there, not the tenant's, or not the visitor's, all alike. */
    Uni<ConversationView> conversation(TenantId tenant, @Nullable VisitorId visitor, ConversationId id) {
        return tenancy.sql(tenant, connection -> conversation(connection, tenant, visitor, id));
    }

    Uni<List<MessageDetail>> messages(
            TenantId tenant, @Nullable VisitorId visitor, ConversationId id, PageRequest page) {
        var after = value(page.startingAfter(MessageId::fromString));
        return tenancy.sql(
                tenant,
                connection -> conversation(connection, tenant, visitor, id)
                        .chain(() -> rows(connection, MESSAGES, tenant.value(), id.value(), after, page.fetch()))
                        .map(rows -> list(rows).map(this::message).toList()));
    }

    /** One stored message as its visitor sees it. */
    public Uni<MessageView> message(TenantId tenant, MessageId id) {
        return tenancy.sql(
                tenant,
                connection -> rows(connection, MESSAGE, tenant.value(), id.value())
                        .map(rows -> list(rows)
                                .map(this::message)
                                .map(MessageDetail::forVisitors)
                                .findFirst()
                                .orElseThrow(Refusal::notFound)));
    }

    Uni<Void> end(TenantId tenant, @Nullable VisitorId visitor, ConversationId id) {
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return tenancy.sql(
                tenant,
                connection -> rows(connection, END, tenant.value(), id.value(), value(visitor), now)
                        .invoke(ended -> {
                            if (ended.rowCount() == 0) {
                                throw Refusal.notFound();
                            }
                        })
                        .replaceWithVoid());
    }

    private static Uni<ConversationView> conversation(
            SqlConnection connection, TenantId tenant, @Nullable VisitorId visitor, ConversationId id) {
        return rows(connection, CONVERSATION, tenant.value(), id.value(), value(visitor))
                .map(rows ->
                        list(rows).map(Transcripts::conversation).findFirst().orElseThrow(Refusal::notFound));
    }

    private static Uni<RowSet<Row>> rows(SqlConnection connection, String sql, @Nullable Object... arguments) {
        return connection.preparedQuery(sql).execute(Tuple.from(arguments));
    }

    private static java.util.stream.Stream<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static @Nullable UUID value(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private static ConversationView conversation(Row row) {
        var ended = row.getOffsetDateTime("ended_at");
        return new ConversationView(
                new ConversationId(row.getUUID("id")),
                new VisitorId(row.getUUID("visitor_id")),
                row.getString("visitor_name"),
                row.getString("visitor_email"),
                row.getString("status"),
                row.getString("locale"),
                row.getString("preview"),
                row.getInteger("turns"),
                row.getLong("tokens_input"),
                row.getLong("tokens_output"),
                row.getInteger("tool_calls"),
                row.getLong("cost_micros"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("last_message_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private MessageDetail message(Row row) {
        return new MessageDetail(
                new MessageId(row.getUUID("id")),
                new TurnId(row.getUUID("turn_id")),
                row.getString("role").equals("visitor") ? "user" : "assistant",
                row.getString("text"),
                read(row, "citations", new TypeReference<List<Citation>>() {}),
                read(row, "tool_calls", new TypeReference<List<ToolUse>>() {}),
                row.getString("finish_reason"),
                row.getString("provider"),
                row.getString("model"),
                row.getInteger("persona_version"),
                row.getLong("tokens_input"),
                row.getLong("tokens_output"),
                row.getLong("cost_micros"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private <T> T read(Row row, String column, TypeReference<T> type) {
        try {
            return mapper.readValue(row.getJsonArray(column).encode(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored message can be read", e);
        }
    }
}
