package usher.chat.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.chat.understanding.Insight;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Reads the messages of conversations. */
@ApplicationScoped
public class Transcripts {
    private static final String READABLE = """
            select from conversation
             where tenant_id = $1 and id = $2 and ($3::uuid is null or visitor_id = $3) and ($4 or status <> 'deleted')
            """;
    private static final String MESSAGE = """
            select m.*, r.provider, r.model, r.persona_version, r.tokens_input, r.tokens_output, r.cost_micros, r.insight,
                   case when m.tool_calls @> '[{"state": "needs_confirmation"}]' then
                       (select jsonb_object_agg(c.call_id, c.state) from confirmation c
                         where c.tenant_id = m.tenant_id and c.message_id = m.id) end as decided
              from message m left join receipt r on r.tenant_id = m.tenant_id and r.message_id = m.id
            """;
    private static final String OLDEST_FIRST = MESSAGE + """
             where m.tenant_id = $1 and m.conversation_id = $2 and ($3::uuid is null or m.id > $3)
             order by m.id limit $4
            """;
    private static final String NEWEST_FIRST = MESSAGE + """
             where m.tenant_id = $1 and m.conversation_id = $2 and ($3::uuid is null or m.id < $3)
             order by m.id desc limit $4
            """;
    private static final String ONE = MESSAGE + " where m.tenant_id = $1 and m.id = $2";

    private final Tenancy tenancy;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    Transcripts(Tenancy tenancy, ObjectMapper mapper, InstantSource clock) {
        this.tenancy = tenancy;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Refuses a conversation that is not there, not the tenant's, or not the audience's, all alike. */
    public Uni<List<MessageDetail>> messages(
            TenantId tenant, Audience audience, ConversationId id, Order order, PageRequest page) {
        var after = page.startingAfter(MessageId::fromString);
        var sql = order == Order.ASC ? OLDEST_FIRST : NEWEST_FIRST;
        var from = after == null ? null : after.value();
        return tenancy.sql(
                tenant,
                connection -> requireReadable(connection, tenant, audience, id)
                        .chain(() -> rows(connection, sql, tenant.value(), id.value(), from, page.fetch()))
                        .map(rows -> list(rows).map(this::message).toList()));
    }

    /** All of a conversation, oldest first, up to a number of messages. */
    public Uni<List<MessageDetail>> all(TenantId tenant, Audience audience, ConversationId id, int most) {
        return tenancy.sql(
                tenant,
                connection -> requireReadable(connection, tenant, audience, id)
                        .chain(() -> rows(connection, OLDEST_FIRST, tenant.value(), id.value(), null, most))
                        .map(rows -> list(rows).map(this::message).toList()));
    }

    /** One stored message as its visitor sees it. */
    public Uni<MessageView> message(TenantId tenant, MessageId id) {
        return tenancy.sql(
                tenant,
                connection -> rows(connection, ONE, tenant.value(), id.value())
                        .map(rows -> list(rows)
                                .map(this::message)
                                .map(MessageDetail::forVisitors)
                                .findFirst()
                                .orElseThrow(Refusal::notFound)));
    }

    private static Uni<Void> requireReadable(
            SqlConnection connection, TenantId tenant, Audience audience, ConversationId id) {
        var visitor = audience.visitor() == null ? null : audience.visitor().value();
        return rows(connection, READABLE, tenant.value(), id.value(), visitor, audience.seesDeleted())
                .invoke(found -> {
                    if (found.size() == 0) {
                        throw Refusal.notFound();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<RowSet<Row>> rows(SqlConnection connection, String sql, @Nullable Object... arguments) {
        return connection.preparedQuery(sql).execute(Tuple.from(arguments));
    }

    private static Stream<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private MessageDetail message(Row row) {
        var insight = row.getJsonObject("insight");
        return new MessageDetail(
                new MessageId(row.getUUID("id")),
                new TurnId(row.getUUID("turn_id")),
                row.getString("role").equals("visitor") ? "user" : "assistant",
                row.getString("text"),
                read(row, "citations", new TypeReference<List<Citation>>() {}),
                tools(row),
                row.getString("finish_reason"),
                row.getString("provider"),
                row.getString("model"),
                row.getInteger("persona_version"),
                row.getLong("tokens_input"),
                row.getLong("tokens_output"),
                row.getLong("cost_micros"),
                insight == null ? null : Insight.of(insight),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /** What waited when the answer was stored is told as it stands now. */
    private List<ToolUse> tools(Row row) {
        var decided = row.getJsonObject("decided");
        return read(row, "tool_calls", new TypeReference<List<ToolUse>>() {}).stream()
                .map(use -> use.isWaiting() ? asItStands(use, decided) : use)
                .toList();
    }

    private ToolUse asItStands(ToolUse use, @Nullable JsonObject decided) {
        var state = decided == null ? null : decided.getString(use.id().value().toString());
        if (state != null && !state.equals("waiting")) {
            return use.ended(state);
        }
        boolean open = state != null
                && use.confirmation() != null
                && use.confirmation().expiresAt().isAfter(clock.instant());
        return open ? use : use.ended(ToolUse.EXPIRED);
    }

    private <T> T read(Row row, String column, TypeReference<T> type) {
        try {
            return mapper.readValue(row.getJsonArray(column).encode(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored message can be read", e);
        }
    }
}
