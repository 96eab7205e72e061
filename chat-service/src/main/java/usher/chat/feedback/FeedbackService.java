package usher.chat.feedback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Takes feedback on answers and conversations that its giver may see. */
@ApplicationScoped
class FeedbackService {
    private static final String OF_MESSAGE = """
            select c.id, c.visitor_id from message m join conversation c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
             where m.tenant_id = $1 and m.id = $2 and m.role = 'assistant' and ($3::uuid is null or m.visitor_id = $3)
               and ($4::uuid is null or c.id = $4) and c.status <> 'deleted'
            """;
    private static final String OF_CONVERSATION = """
            select id, visitor_id from conversation
             where tenant_id = $1 and id = $2 and ($3::uuid is null or visitor_id = $3) and ($4::uuid is null or id = $4)
               and status <> 'deleted'
            """;
    private static final String STORE = """
            insert into feedback as f (tenant_id, subject_id, conversation_id, message_id, visitor_id, thumb, csat, comment, given_at)
            values ($1, $2, $3, $4, $5, $6, $7, nullif($8, ''), $9)
            on conflict (tenant_id, subject_id) do update
               set thumb = coalesce(excluded.thumb, f.thumb), csat = coalesce(excluded.csat, f.csat),
                   comment = coalesce(excluded.comment, f.comment), given_at = excluded.given_at
             where (coalesce(excluded.thumb, f.thumb), coalesce(excluded.csat, f.csat), coalesce(excluded.comment, f.comment))
                   is distinct from (f.thumb, f.csat, f.comment)
            """;
    private static final String STORED = "select * from feedback where tenant_id = $1 and subject_id = $2";

    private final Tenancy tenancy;
    private final Events events;
    private final Outbox outbox;
    private final InstantSource clock;

    FeedbackService(Tenancy tenancy, Events events, Outbox outbox, InstantSource clock) {
        this.tenancy = tenancy;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The same feedback again changes nothing and is no second activity. */
    Uni<FeedbackView> give(TenantId tenant, @Nullable VisitorId visitor, GiveFeedback given) {
        var subject = subject(given);
        return tenancy.sql(
                tenant,
                connection -> about(connection, tenant, visitor, given)
                        .chain(found -> store(connection, tenant, found, given))
                        .chain(() -> connection.preparedQuery(STORED).execute(Tuple.of(tenant.value(), subject)))
                        .map(rows -> Feedbacks.view(rows.iterator().next())));
    }

    private static UUID subject(GiveFeedback given) {
        return given.message() != null
                ? given.message().value()
                : Objects.requireNonNull(given.conversation()).value();
    }

    /** The conversation and the visitor it is about; refuses what is not there or not the visitor's, all alike. */
    private static Uni<Row> about(
            SqlConnection connection, TenantId tenant, @Nullable VisitorId visitor, GiveFeedback given) {
        var conversation =
                given.conversation() == null ? null : given.conversation().value();
        return connection
                .preparedQuery(given.message() != null ? OF_MESSAGE : OF_CONVERSATION)
                .execute(Tuple.of(
                        tenant.value(), subject(given), visitor == null ? null : visitor.value(), conversation))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.notFound();
                    }
                    return rows.iterator().next();
                });
    }

    private Uni<Void> store(SqlConnection connection, TenantId tenant, Row about, GiveFeedback given) {
        var arguments = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(subject(given))
                .addUUID(about.getUUID("id"))
                .addUUID(given.message() == null ? null : given.message().value())
                .addUUID(about.getUUID("visitor_id"))
                .addString(given.thumb())
                .addShort(given.csat() == null ? null : given.csat().shortValue())
                .addString(given.comment() == null ? null : given.comment().strip())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(STORE)
                .execute(arguments)
                .chain(stored -> tell(connection, tenant, about, given, stored));
    }

    private Uni<Void> tell(
            SqlConnection connection, TenantId tenant, Row about, GiveFeedback given, RowSet<Row> stored) {
        if (stored.rowCount() == 0) {
            return Uni.createFrom().voidItem();
        }
        var activity = new ActivityRecorded(
                "feedback.given",
                new VisitorId(about.getUUID("visitor_id")),
                new ConversationId(about.getUUID("id")),
                properties(given));
        return outbox.append(connection, events.of(tenant, activity));
    }

    /** Never the comment itself: activities hold no text of visitors. */
    private static Map<String, String> properties(GiveFeedback given) {
        var properties = new HashMap<String, String>();
        if (given.message() != null) {
            properties.put("message", given.message().toString());
        }
        if (given.thumb() != null) {
            properties.put("thumb", given.thumb());
        }
        if (given.csat() != null) {
            properties.put("csat", given.csat().toString());
        }
        properties.put("commented", Boolean.toString(given.comment() != null));
        return properties;
    }
}
