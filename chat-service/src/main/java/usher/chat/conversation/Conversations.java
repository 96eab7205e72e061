package usher.chat.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Asking.Asked;
import usher.chat.model.Prompt;
import usher.contracts.event.EventJson;
import usher.contracts.event.Metric;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Outages;

/**
 * The two acts on the hot path. Each is one SQL function and so one round trip and one transaction; by the ORM they cost
 * five times the CPU (see ADR 1).
 */
@ApplicationScoped
public class Conversations {
    private static final String ASK = "select * from begin_turn($1, $2)";
    private static final String ANSWER = "select finish_turn($1, $2, $3)";
    private static final String COMPLETE = "select complete($1, $2, $3, $4, $5)";

    private final Pool pool;
    private final Events events;
    private final Outbox outbox;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    Conversations(Pool pool, Events events, Outbox outbox, ObjectMapper mapper, InstantSource clock) {
        this.pool = pool;
        this.events = events;
        this.outbox = outbox;
        this.mapper = mapper;
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
     * Stores an answer with its receipt and its usage event; false when the fence has moved on. A database that is away
     * for a moment is asked again, because the visitor has read the answer by now.
     */
    public Uni<Boolean> answer(TenantId tenant, Asked asked, Answer answer) {
        outbox.expect();
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(ANSWER)
                        .execute(Tuple.of(record(tenant, asked, answer), usage(tenant, asked, answer), now())))
                .onFailure(Outages::isOutage)
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(1))
                .atMost(5)
                .map(rows -> rows.iterator().next().getBoolean(0))
                .invoke(outbox::committed);
    }

    /**
     * Stores a question that was answered without a conversation, together with its answer, receipt and usage event; false
     * when it was stored before, by its client's id.
     */
    public Uni<Boolean> complete(TenantId tenant, Question question, Asked asked, Answer answer, Instant started) {
        outbox.expect();
        var began = OffsetDateTime.ofInstant(started, ZoneOffset.UTC);
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(COMPLETE)
                        .execute(Tuple.of(
                                record(tenant, question),
                                record(tenant, asked, answer),
                                usage(tenant, asked, answer),
                                began,
                                now())))
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
                        history(row.getJsonArray("history")));
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

    private static List<Prompt.Line> history(@Nullable JsonArray lines) {
        return lines == null
                ? List.of()
                : lines.stream()
                        .map(JsonObject.class::cast)
                        .map(line -> new Prompt.Line(
                                line.getString("role").equals("visitor")
                                        ? Prompt.Speaker.VISITOR
                                        : Prompt.Speaker.ASSISTANT,
                                line.getString("text")))
                        .toList();
    }

    private JsonObject record(TenantId tenant, Asked asked, Answer answer) {
        ObjectNode json = mapper.createObjectNode()
                .put("tenant", tenant.value().toString())
                .put("visitor", asked.visitor().value().toString())
                .put("conversation", asked.conversation().value().toString())
                .put("fence", asked.fence())
                .put("turn", asked.turn().value().toString())
                .put("message", answer.message().value().toString())
                .put("text", answer.text())
                .put("finish_reason", answer.finishReason())
                .put("provider", answer.provider())
                .put("model", answer.model())
                .put("persona_version", answer.personaVersion())
                .put("tokens_input", answer.tokens().input())
                .put("tokens_output", answer.tokens().output())
                .put("cost_micros", answer.cost().micros())
                .put("cached", answer.cached())
                .put("topic", Topic.USAGE.topic());
        json.set("citations", mapper.valueToTree(answer.citations()));
        json.set("tool_calls", mapper.valueToTree(answer.tools()));
        json.set("passages", mapper.valueToTree(answer.passages()));
        json.set(
                "tools",
                mapper.valueToTree(answer.tools().stream().map(ToolUse::id).toList()));
        return new JsonObject(json.toString());
    }

    /** One event a turn: everything it used, and what for. */
    private String usage(TenantId tenant, Asked asked, Answer answer) {
        var used = new UsageRecorded(
                List.of(
                        new UsageLine(Metric.MESSAGES, 1, 0),
                        new UsageLine(
                                Metric.TOKENS_INPUT,
                                answer.tokens().input(),
                                answer.cost().inputMicros()),
                        new UsageLine(
                                Metric.TOKENS_OUTPUT,
                                answer.tokens().output(),
                                answer.cost().outputMicros())),
                Map.of(
                        "provider", answer.provider(),
                        "model", answer.model(),
                        "conversation", asked.conversation().toString(),
                        "turn", asked.turn().toString()));
        return EventJson.write(events.of(tenant, used));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static @Nullable String uuid(@Nullable VisitorId visitor) {
        return visitor == null ? null : visitor.value().toString();
    }
}
