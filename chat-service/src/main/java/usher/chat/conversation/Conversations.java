package usher.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Asking.Asked;
import usher.chat.model.cost.Spending;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Outbox;
import usher.kit.problem.Outages;

/**
 * The two acts on the hot path. Each is one SQL function and so one round trip and one transaction; by the ORM they cost
 * five times the CPU (see ADR 1).
 */
@ApplicationScoped
public class Conversations {
    private static final String ASK = "select * from begin_turn($1, $2)";
    private static final String ANSWER = "select * from finish_turn($1::text::jsonb, $2, $3, $4)";
    private static final String COMPLETE = "select complete($1, $2::text::jsonb, $3, $4, $5, $6)";

    private final Pool pool;
    private final AnswerBooks books;
    private final ReceiptHeads heads;
    private final Spending spending;
    private final Outbox outbox;
    private final InstantSource clock;

    Conversations(
            Pool pool, AnswerBooks books, ReceiptHeads heads, Spending spending, Outbox outbox, InstantSource clock) {
        this.pool = pool;
        this.books = books;
        this.heads = heads;
        this.spending = spending;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Stores a question and moves the conversation's fence; {@code answer} is the id the answer will have. */
    public Uni<Asking> ask(TenantId tenant, Question question, MessageId answer) {
        var json = record(tenant, question).put("answer", answer.value().toString());
        return pool.preparedQuery(ASK)
                .execute(Tuple.of(json, now()))
                .map(rows -> asking(rows.iterator().next()));
    }

    private static JsonObject record(TenantId tenant, Question question) {
        var identity = question.identity();
        return new JsonObject()
                .put("tenant", tenant.value().toString())
                .put("visitor", uuid(question.visitor()))
                .put("subject", identity.get("sub"))
                .put("email", identity.get("email"))
                .put("name", identity.get("name"))
                .put("conversation", question.conversation().value().toString())
                .put("opens", question.opens())
                .put("turn", question.turn().value().toString())
                .put("question", question.message().value().toString())
                .put("client_id", question.clientMessageId())
                .put("text", question.text())
                .put("locale", question.locale());
    }

    /**
     * Stores an answer with its receipt and its usage events; false when the fence has moved on. A database that is away
     * for a moment is asked again, because the visitor has read the answer by now.
     */
    public Uni<Boolean> answer(TenantId tenant, Question question, Asked asked, Answer answer) {
        return store(tenant, question, asked, answer, heads.of(asked.conversation()));
    }

    /**
     * Meters what a turn used that ended without an answer, and ends it; false when it used nothing, or its answer is stored
     * after all.
     */
    public Uni<Boolean> spent(TenantId tenant, Asked asked, Answer unfinished) {
        var occasion = new Spending.Occasion("broken", unfinished.message(), asked.conversation(), asked.turn())
                .by(unfinished.personaVersion());
        return spending.record(tenant, occasion, unfinished.from().uses());
    }

    private Uni<Boolean> store(
            TenantId tenant, Question question, Asked asked, Answer answer, @Nullable String previous) {
        var at = clock.instant();
        var receipt = books.receipt(tenant, asked, answer, at, previous);
        outbox.expect();
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(ANSWER)
                        .execute(Tuple.of(
                                books.row(tenant, question, asked, answer, receipt),
                                receipt.body(),
                                books.usage(tenant, asked, answer, previous == null),
                                OffsetDateTime.ofInstant(at, ZoneOffset.UTC))))
                .onFailure(Outages::isOutage)
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(1))
                .atMost(5)
                .invoke(outbox::committed)
                .map(rows -> rows.iterator().next())
                .chain(row -> switch (row.getString("outcome")) {
                    case "stored" -> {
                        heads.moved(asked.conversation(), receipt.hash());
                        yield Uni.createFrom().item(true);
                    }
                    case "moved" -> store(tenant, question, asked, answer, row.getString("head"));
                    default -> Uni.createFrom().item(false);
                });
    }

    /**
     * Stores a question that was answered without a conversation, together with its answer, receipt and usage events; false
     * when it was stored before, by its client's id.
     */
    public Uni<Boolean> complete(TenantId tenant, Question question, Asked asked, Answer answer, Instant started) {
        var at = clock.instant();
        var receipt = books.receipt(tenant, asked, answer, at, null);
        outbox.expect();
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(COMPLETE)
                        .execute(Tuple.of(
                                record(tenant, question),
                                books.row(tenant, question, asked, answer, receipt),
                                receipt.body(),
                                books.usage(tenant, asked, answer, true),
                                OffsetDateTime.ofInstant(started, ZoneOffset.UTC),
                                OffsetDateTime.ofInstant(at, ZoneOffset.UTC))))
                .onFailure(Outages::isOutage)
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(1))
                .atMost(5)
                .map(rows -> rows.iterator().next().getBoolean(0))
                .invoke(outbox::committed);
    }

    private static Asking asking(Row row) {
        return switch (row.getString("outcome")) {
            case "asked" ->
                new Asked(
                        new ConversationId(row.getUUID("conversation_id")),
                        new VisitorId(row.getUUID("visitor_id")),
                        new TurnId(row.getUUID("turn_id")),
                        row.getInteger("fence"),
                        History.read(row.getArrayOfStrings("speakers"), row.getArrayOfStrings("texts")));
            case "paused" ->
                new Asking.Paused(
                        new ConversationId(row.getUUID("conversation_id")), new TurnId(row.getUUID("turn_id")));
            case "answered" ->
                new Asking.AnsweredBefore(
                        new ConversationId(row.getUUID("conversation_id")),
                        new TurnId(row.getUUID("turn_id")),
                        new MessageId(row.getUUID("answer_id")));
            case "ended" -> new Asking.Ended();
            default -> new Asking.Missing();
        };
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static @Nullable String uuid(@Nullable VisitorId visitor) {
        return visitor == null ? null : visitor.value().toString();
    }
}
