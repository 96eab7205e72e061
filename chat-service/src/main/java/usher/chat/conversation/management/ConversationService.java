package usher.chat.conversation.management;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import usher.chat.conversation.Audience;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Names, pins, ends and deletes conversations. Deleted ones are hidden; their rows go by retention or erasure. */
@ApplicationScoped
class ConversationService {
    private static final String FOUND = """
            select status, visitor_id from conversation
             where tenant_id = $1 and id = $2 and ($3::uuid is null or visitor_id = $3) and status <> 'deleted'
               for update
            """;
    private static final String CHANGE = """
            update conversation
               set title = case when $3::text is null then title else nullif($3, '') end,
                   pinned_at = case when $4::boolean is null then pinned_at when $4 then coalesce(pinned_at, $5) end
             where tenant_id = $1 and id = $2
            """;
    private static final String END =
            "update conversation set status = 'ended', ended_at = $3 where tenant_id = $1 and id = $2";
    private static final String DELETE = """
            update conversation set status = 'deleted', deleted_at = $3, ended_at = coalesce(ended_at, $3), pinned_at = null
             where tenant_id = $1 and id = $2
            """;

    private final Tenancy tenancy;
    private final Events events;
    private final Outbox outbox;
    private final InstantSource clock;

    ConversationService(Tenancy tenancy, Events events, Outbox outbox, InstantSource clock) {
        this.tenancy = tenancy;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What is changed of a conversation that somebody was found to be allowed to change. */
    private record Found(String status, VisitorId visitor) {}

    Uni<Void> change(TenantId tenant, Audience audience, ConversationId id, ChangeConversation change) {
        var title = change.title() == null ? null : change.title().strip();
        return tenancy.sql(
                tenant,
                connection -> find(connection, tenant, audience, id)
                        .chain(() -> connection
                                .preparedQuery(CHANGE)
                                .execute(Tuple.of(tenant.value(), id.value(), title, change.pinned(), now())))
                        .replaceWithVoid());
    }

    /** Ending what has ended changes nothing. */
    Uni<Void> end(TenantId tenant, Audience audience, ConversationId id) {
        return tenancy.sql(
                tenant,
                connection -> find(connection, tenant, audience, id)
                        .chain(found -> found.status().equals("ended")
                                ? Uni.createFrom().voidItem()
                                : close(connection, END, tenant, id, activity("conversation.ended", found, id))));
    }

    Uni<Void> delete(TenantId tenant, Audience audience, ConversationId id) {
        return tenancy.sql(
                tenant,
                connection -> find(connection, tenant, audience, id)
                        .chain(found ->
                                close(connection, DELETE, tenant, id, activity("conversation.deleted", found, id))));
    }

    private static Uni<Found> find(SqlConnection connection, TenantId tenant, Audience audience, ConversationId id) {
        UUID visitor = audience.visitor() == null ? null : audience.visitor().value();
        return connection
                .preparedQuery(FOUND)
                .execute(Tuple.of(tenant.value(), id.value(), visitor))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.notFound();
                    }
                    var row = rows.iterator().next();
                    return new Found(row.getString("status"), new VisitorId(row.getUUID("visitor_id")));
                });
    }

    private Uni<Void> close(
            SqlConnection connection, String sql, TenantId tenant, ConversationId id, ActivityRecorded activity) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), id.value(), now()))
                .chain(() -> outbox.append(connection, events.of(tenant, activity)));
    }

    private static ActivityRecorded activity(String what, Found found, ConversationId id) {
        return new ActivityRecorded(what, found.visitor(), id, Map.of());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
