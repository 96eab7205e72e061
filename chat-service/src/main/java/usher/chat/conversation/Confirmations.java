package usher.chat.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.tenant.Tenancy;

/** Which acts wait for a visitor's decision, and what became of them. What a decision does is tool-service's matter. */
@ApplicationScoped
public class Confirmations {
    private static final String FIND = """
            select c.call_id, m.tool_calls
              from confirmation c join message m on m.tenant_id = c.tenant_id and m.id = c.message_id
             where c.tenant_id = $1 and c.conversation_id = $2 and ($3::uuid is null or c.visitor_id = $3) and c.call_id = $4
            """;
    private static final String ASKED_LAST = """
            select c.call_id, m.tool_calls
              from (select l.tenant_id, l.id, l.tool_calls from message l
                     where l.tenant_id = $1 and l.conversation_id = $2 and ($3::uuid is null or l.visitor_id = $3)
                       and l.role = 'assistant'
                     order by l.tenant_id desc, l.conversation_id desc, l.id desc limit 1) m
              join confirmation c on c.tenant_id = m.tenant_id and c.message_id = m.id and c.expires_at > $4
            """;
    private static final String WAITING = """
            select c.call_id, c.conversation_id, c.visitor_id, c.created_at, c.expires_at, m.tool_calls,
                   c.state = 'waiting' and c.expires_at > $2 as open
              from confirmation c join message m on m.tenant_id = c.tenant_id and m.id = c.message_id
              join conversation v on v.tenant_id = c.tenant_id and v.id = c.conversation_id and v.deleted_at is null
             where c.tenant_id = $1
            """;
    private static final String PAGE = WAITING
            + " and c.state = 'waiting' and c.expires_at > $2 and ($3::uuid is null or c.call_id > $3)"
            + " order by c.call_id limit $4";
    private static final String ASKED = WAITING + " and c.call_id = $3";
    private static final String DECIDED = """
            update confirmation set state = $3, decided_at = $4
             where tenant_id = $1 and call_id = $2 and state = 'waiting'
            """;

    private final Tenancy tenancy;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    Confirmations(Tenancy tenancy, ObjectMapper mapper, InstantSource clock) {
        this.tenancy = tenancy;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** An act that the question's conversation and visitor were asked to confirm, decided meanwhile or not. */
    public Uni<Optional<ToolUse>> find(TenantId tenant, Question question, CallId call) {
        return rows(tenant, FIND, question, call.value()).map(this::only);
    }

    /** The one act that the answer before the question asks to confirm; none when it asks for several, or asked too long ago. */
    public Uni<Optional<ToolUse>> askedLast(TenantId tenant, Question question) {
        return rows(tenant, ASKED_LAST, question, now()).map(this::only);
    }

    /** An act that a visitor was asked to confirm; {@code open} while that can still be decided. */
    public record Waiting(
            ToolUse use,
            ConversationId conversation,
            VisitorId visitor,
            Instant askedAt,
            Instant expiresAt,
            boolean open) {}

    /** Those of all conversations of a tenant that can still be decided, the oldest first. */
    public Uni<List<Waiting>> waiting(TenantId tenant, @Nullable CallId after, int rows) {
        var arguments = Tuple.of(tenant.value(), now(), after == null ? null : after.value(), rows);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(PAGE).execute(arguments))
                .map(this::waiting);
    }

    /** Decided meanwhile or not. */
    public Uni<Optional<Waiting>> asked(TenantId tenant, CallId call) {
        var arguments = Tuple.of(tenant.value(), now(), call.value());
        return tenancy.sql(tenant, connection -> connection.preparedQuery(ASKED).execute(arguments))
                .map(rows -> waiting(rows).stream().findFirst());
    }

    private List<Waiting> waiting(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .flatMap(row -> use(row)
                        .map(use -> new Waiting(
                                use,
                                new ConversationId(row.getUUID("conversation_id")),
                                new VisitorId(row.getUUID("visitor_id")),
                                row.getOffsetDateTime("created_at").toInstant(),
                                row.getOffsetDateTime("expires_at").toInstant(),
                                row.getBoolean("open")))
                        .stream())
                .toList();
    }

    /** {@code state} is succeeded, failed or declined; the first decision stays. */
    public Uni<Void> decided(TenantId tenant, CallId call, String state) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(DECIDED)
                        .execute(Tuple.of(tenant.value(), call.value(), state, now()))
                        .replaceWithVoid());
    }

    private Uni<RowSet<Row>> rows(TenantId tenant, String sql, Question question, Object last) {
        var arguments = Tuple.of(tenant.value(), question.conversation().value(), uuid(question.visitor()), last);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(sql).execute(arguments));
    }

    private Optional<ToolUse> only(RowSet<Row> rows) {
        return rows.size() == 1 ? use(rows.iterator().next()) : Optional.empty();
    }

    private Optional<ToolUse> use(Row row) {
        var call = new CallId(row.getUUID("call_id"));
        return uses(row).stream().filter(use -> use.id().equals(call)).findFirst();
    }

    private List<ToolUse> uses(Row row) {
        try {
            return mapper.readValue(row.getJsonArray("tool_calls").encode(), new TypeReference<List<ToolUse>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored message can be read", e);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static @Nullable UUID uuid(@Nullable VisitorId visitor) {
        return visitor == null ? null : visitor.value();
    }
}
