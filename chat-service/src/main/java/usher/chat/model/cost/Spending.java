package usher.chat.model.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelUse;
import usher.contracts.event.EventJson;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Outages;

/** Meters use of models that no answer came of: once for each occasion, and never beside a receipt. */
@ApplicationScoped
public class Spending {
    private static final String SPENT = "select spent($1, $2, $3)";

    private final Pool pool;
    private final Events events;
    private final Outbox outbox;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    Spending(Pool pool, Events events, Outbox outbox, ObjectMapper mapper, InstantSource clock) {
        this.pool = pool;
        this.events = events;
        this.outbox = outbox;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * What it was for; {@code message} is the id the answer would have had, and makes the occasion one. What is {@code estimated}
     * nobody counted. {@code persona} is the version of who would have answered, absent for what nobody says.
     */
    public record Occasion(
            String purpose,
            boolean estimated,
            MessageId message,
            @Nullable ConversationId conversation,
            @Nullable TurnId turn,
            @Nullable Integer persona) {

        public Occasion(
                String purpose, MessageId message, @Nullable ConversationId conversation, @Nullable TurnId turn) {
            this(purpose, false, message, conversation, turn, null);
        }

        public Occasion by(int persona) {
            return new Occasion(purpose, estimated, message, conversation, turn, persona);
        }
    }

    /** What the SQL function takes, for who meters in a transaction of its own. */
    public record Note(JsonObject row, String[] events) {}

    public Note note(TenantId tenant, Occasion occasion, List<ModelUse> uses) {
        return new Note(
                row(tenant, occasion, uses),
                uses.stream().map(use -> event(tenant, occasion, use)).toArray(String[]::new));
    }

    /** True when it was metered by this call. */
    public Uni<Boolean> record(TenantId tenant, Occasion occasion, List<ModelUse> uses) {
        if (uses.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        var note = note(tenant, occasion, uses);
        outbox.expect();
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(SPENT)
                        .execute(Tuple.of(
                                note.row(), note.events(), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))))
                .onFailure(Outages::isOutage)
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(1))
                .atMost(5)
                .map(rows -> rows.iterator().next().getBoolean(0))
                .invoke(outbox::committed);
    }

    private JsonObject row(TenantId tenant, Occasion occasion, List<ModelUse> uses) {
        var json = mapper.createObjectNode()
                .put("tenant", tenant.value().toString())
                .put("message", occasion.message().value().toString())
                .put("purpose", occasion.purpose())
                .put("estimated", occasion.estimated())
                .put("topic", Topic.USAGE.topic());
        if (occasion.conversation() != null) {
            json.put("conversation", occasion.conversation().value().toString());
        }
        if (occasion.turn() != null) {
            json.put("turn", occasion.turn().value().toString());
        }
        var list = json.putArray("uses");
        for (var use : uses) {
            list.addObject()
                    .put("provider", use.name().provider())
                    .put("model", use.name().model())
                    .put("tokens_input", use.tokens().input())
                    .put("tokens_cached", use.tokens().cached())
                    .put("tokens_output", use.tokens().output())
                    .put("tokens_reasoning", use.tokens().reasoning())
                    .put("cost_micros", use.cost().micros());
        }
        return new JsonObject(json.toString());
    }

    private String event(TenantId tenant, Occasion occasion, ModelUse use) {
        var dimensions = new HashMap<String, String>();
        dimensions.put("provider", use.name().provider());
        dimensions.put("model", use.name().model());
        dimensions.put("purpose", occasion.purpose());
        if (occasion.estimated()) {
            dimensions.put("estimated", "true");
        }
        if (occasion.conversation() != null) {
            dimensions.put("conversation", occasion.conversation().toString());
        }
        if (occasion.turn() != null) {
            dimensions.put("turn", occasion.turn().toString());
        }
        if (occasion.persona() != null) {
            dimensions.put("persona", Integer.toString(occasion.persona()));
        }
        var used = new UsageRecorded(UsageLines.of(use.tokens(), use.cost()), dimensions);
        return EventJson.write(events.of(tenant, used));
    }
}
