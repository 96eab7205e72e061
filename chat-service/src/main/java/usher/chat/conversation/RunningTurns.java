package usher.chat.conversation;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelUse;
import usher.chat.model.Prompt;
import usher.chat.model.cost.Spending;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.EventJson;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.tenant.Tenancy;

/** Which turns are being answered, and closing those whose replica is silent. */
@ApplicationScoped
public class RunningTurns {
    private static final int MOST_AT_ONCE = 100;
    private static final String RENEW = """
            update running_turn set renewed_at = $1
             where (tenant_id, turn_id) in (select * from unnest($2::uuid[], $3::uuid[]))
            """;
    private static final String SILENT =
            "select * from running_turn where renewed_at < $1 order by renewed_at limit $2";
    private static final String INTERRUPT = "select interrupt_turn($1, $2, $3, $4, $5, $6, $7, $8)";
    private static final String ABANDON =
            "delete from running_turn where tenant_id = $1 and turn_id = $2 and answer_id = $3";
    private static final String FIND = """
            select q.visitor_id, q.conversation_id, r.turn_id as running,
                   (select m.id from message m
                     where m.tenant_id = q.tenant_id and m.conversation_id = q.conversation_id and m.id > q.id
                       and m.turn_id = q.turn_id and m.role = 'assistant') as answer_id
              from message q left join running_turn r on r.tenant_id = q.tenant_id and r.turn_id = q.turn_id
             where q.tenant_id = $1 and q.id = $2 and q.role = 'visitor' and ($3::uuid is null or q.visitor_id = $3)
            """;

    private static final String LEFT = """
            select q.text, c.locale, v.subject, h.speakers, h.texts
              from message q
              join conversation c on c.tenant_id = q.tenant_id and c.id = q.conversation_id
              join visitor v on v.tenant_id = q.tenant_id and v.id = q.visitor_id
             cross join lateral (
                   select array_agg(n.role order by n.id) as speakers, array_agg(n.text order by n.id) as texts
                     from (select m.id, m.role, m.text from message m
                            where m.tenant_id = q.tenant_id and m.conversation_id = q.conversation_id and m.id < q.id and m.text <> ''
                            order by m.conversation_id desc, m.id desc limit 20) n) h
             where q.tenant_id = $1 and q.conversation_id = $2 and q.turn_id = $3 and q.role = 'visitor'
             limit 1
            """;

    private final Pool jobs;
    private final Tenancy tenancy;
    private final Spending spending;
    private final Events events;
    private final Outbox outbox;
    private final InstantSource clock;

    RunningTurns(
            @ReactiveDataSource("jobs") Pool jobs,
            Tenancy tenancy,
            Spending spending,
            Events events,
            Outbox outbox,
            InstantSource clock) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.spending = spending;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A turn that is being answered somewhere. */
    public record Running(
            TenantId tenant, TurnId turn, ConversationId conversation, VisitorId visitor, MessageId answer) {}

    /** A turn as the tables know it: still running, answered, or neither. */
    public record Known(
            TurnId turn,
            ConversationId conversation,
            boolean running,
            @Nullable MessageId answer) {}

    /** Says that these turns live. */
    public Uni<Void> renew(Collection<Running> turns) {
        var tenants = turns.stream().map(turn -> turn.tenant().value()).toArray(UUID[]::new);
        var ids = turns.stream().map(turn -> turn.turn().value()).toArray(UUID[]::new);
        return jobs.preparedQuery(RENEW)
                .execute(Tuple.of(at(clock.instant()), tenants, ids))
                .replaceWithVoid();
    }

    /** Turns that nobody has renewed for so long. */
    public Uni<List<Running>> silentFor(Duration time) {
        return jobs.preparedQuery(SILENT)
                .execute(Tuple.of(at(clock.instant().minus(time)), MOST_AT_ONCE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RunningTurns::running)
                        .toList());
    }

    /** What a dead replica was asked: {@code subject} is the visitor's own id, where one was signed. */
    public record Left(
            String question, String locale, @Nullable String subject, List<Prompt.Line> history) {}

    /** Empty when the question is gone. */
    public Uni<Optional<Left>> left(Running turn) {
        return tenancy.sql(
                turn.tenant(),
                connection -> connection
                        .preparedQuery(LEFT)
                        .execute(Tuple.of(
                                turn.tenant().value(),
                                turn.conversation().value(),
                                turn.turn().value()))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new Left(
                                        row.getString("text"),
                                        row.getString("locale"),
                                        row.getString("subject"),
                                        History.read(
                                                row.getArrayOfStrings("speakers"), row.getArrayOfStrings("texts"))))
                                .findFirst()));
    }

    /** What models took for a turn that nobody ended, by the version of the persona that is reckoned with. */
    public record Took(int persona, List<ModelUse> uses) {}

    /**
     * Closes a silent turn with what was streamed, and meters what models took for it, by estimate; false when it lives after all
     * or was closed.
     */
    public Uni<Boolean> interrupt(Running turn, Duration silence, String text, Took took) {
        var now = clock.instant();
        var occasion = new Spending.Occasion(
                "interrupted", true, turn.answer(), turn.conversation(), turn.turn(), took.persona());
        var note = spending.note(turn.tenant(), occasion, took.uses());
        var told = events.of(
                turn.tenant(),
                new ActivityRecorded(
                        "turn.interrupted",
                        turn.visitor(),
                        turn.conversation(),
                        Map.of("turn", turn.turn().toString())));
        outbox.expect();
        return jobs.preparedQuery(INTERRUPT)
                .execute(Tuple.tuple()
                        .addUUID(turn.tenant().value())
                        .addUUID(turn.turn().value())
                        .addOffsetDateTime(at(now.minus(silence)))
                        .addString(text)
                        .addString(EventJson.write(told))
                        .addValue(took.uses().isEmpty() ? null : note.row())
                        .addArrayOfString(note.events())
                        .addOffsetDateTime(at(now)))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .invoke(outbox::committed);
    }

    /** A turn ended without an answer. */
    public Uni<Void> abandon(TenantId tenant, TurnId turn, MessageId answer) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(ABANDON)
                        .execute(Tuple.of(tenant.value(), turn.value(), answer.value()))
                        .replaceWithVoid());
    }

    /** A turn of the tenant and, where one is given, of the visitor; null when there is none. */
    public Uni<@Nullable Known> find(TenantId tenant, @Nullable VisitorId visitor, TurnId turn) {
        var arguments = Tuple.of(tenant.value(), turn.value(), visitor == null ? null : visitor.value());
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(arguments)
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> known(turn, row))
                                .findFirst()
                                .orElse(null)));
    }

    private static Known known(TurnId turn, Row row) {
        var answer = row.getUUID("answer_id");
        return new Known(
                turn,
                new ConversationId(row.getUUID("conversation_id")),
                row.getUUID("running") != null,
                answer == null ? null : new MessageId(answer));
    }

    private static Running running(Row row) {
        return new Running(
                new TenantId(row.getUUID("tenant_id")),
                new TurnId(row.getUUID("turn_id")),
                new ConversationId(row.getUUID("conversation_id")),
                new VisitorId(row.getUUID("visitor_id")),
                new MessageId(row.getUUID("answer_id")));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
