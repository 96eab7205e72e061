package usher.chat.conversation;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.UuidV7;
import usher.contracts.id.VisitorId;
import usher.kit.tenant.Tenancy;

/** Conversations as turns would have left them, at any time: each has one visitor, and turns are added to it. */
public final class Told {
    private static final String VISITOR =
            "insert into visitor (tenant_id, id, created_at, last_seen_at) values ($1, $2, $3, $3) on conflict do nothing";
    private static final String CONVERSATION = """
            insert into conversation (tenant_id, id, visitor_id, locale, preview, started_at, last_message_at)
            values ($1, $2, $3, 'en', '', $4, $4)
            """;
    private static final String MESSAGE = """
            insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String RECEIPT = """
            insert into receipt (tenant_id, message_id, conversation_id, turn_id, provider, model, persona_version, tokens_input,
                                 tokens_output, cost_micros, passages, tools, insight, created_at)
            values ($1, $2, $3, $4, 'local', 'local', 1, 10, 5, 7, '[]', '[]', $5, $6)
            """;
    private static final String MOVE = """
            update conversation set turns = turns + 1, preview = left($3, 160), last_message_at = $4,
                   tokens_input = tokens_input + 10, tokens_output = tokens_output + 5, cost_micros = cost_micros + 7
             where tenant_id = $1 and id = $2
            """;

    public final TenantId tenant;
    public final VisitorId visitor;
    public final ConversationId id;
    private final UuidV7 ids;
    private Instant now;

    private Told(TenantId tenant, VisitorId visitor, Instant begins) {
        this.tenant = tenant;
        this.visitor = visitor;
        this.now = begins;
        this.ids = new UuidV7(() -> now);
        this.id = new ConversationId(ids.next());
        run(VISITOR, Tuple.of(tenant.value(), visitor.value(), begins.atOffset(ZoneOffset.UTC)));
        run(CONVERSATION, Tuple.of(tenant.value(), id.value(), visitor.value(), begins.atOffset(ZoneOffset.UTC)));
    }

    public static Told at(Instant begins, TenantId tenant, VisitorId visitor) {
        return new Told(tenant, visitor, begins);
    }

    public static Told now(TenantId tenant, VisitorId visitor) {
        return new Told(tenant, visitor, InstantSource.system().instant());
    }

    public static VisitorId somebody() {
        return new VisitorId(UUID.randomUUID());
    }

    /** One turn a second after the one before, and the message that answered it. */
    public MessageId turn(String question, String answer, @Nullable JsonObject insight) {
        now = now.plusSeconds(1);
        var turn = UUID.randomUUID();
        message(ids.next(), turn, "visitor", question);
        var answered = ids.next();
        message(answered, turn, "assistant", answer);
        var at = now.atOffset(ZoneOffset.UTC);
        run(RECEIPT, Tuple.of(tenant.value(), answered, id.value(), turn, insight, at));
        run(MOVE, Tuple.of(tenant.value(), id.value(), question, at));
        return new MessageId(answered);
    }

    /** Some time goes by. */
    public Told later(Duration time) {
        now = now.plus(time);
        return this;
    }

    private void message(UUID message, UUID turn, String role, String text) {
        run(
                MESSAGE,
                Tuple.tuple()
                        .addUUID(tenant.value())
                        .addUUID(message)
                        .addUUID(id.value())
                        .addUUID(turn)
                        .addUUID(visitor.value())
                        .addString(role)
                        .addString(text)
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)));
    }

    private void run(String sql, Tuple arguments) {
        CDI.current()
                .select(Tenancy.class)
                .get()
                .sql(tenant, connection -> connection.preparedQuery(sql).execute(arguments))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
