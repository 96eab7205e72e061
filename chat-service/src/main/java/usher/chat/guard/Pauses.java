package usher.chat.guard;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/**
 * Where the assistant is silent. The function {@code ask} reads this with each question, so a pause holds everywhere at once;
 * a pause of a conversation also moves its fence, so that an answer that was under way is not taken.
 */
@ApplicationScoped
class Pauses {
    private static final String OF_TENANT =
            "select reason, paused_by, paused_at from assistant_pause where tenant_id = $1";
    private static final String PAUSE_TENANT = """
            insert into assistant_pause (tenant_id, reason, paused_by, paused_at) values ($1, $2, $3, $4)
            on conflict (tenant_id) do update set reason = excluded.reason
            returning reason, paused_by, paused_at
            """;
    private static final String RESUME_TENANT = "delete from assistant_pause where tenant_id = $1";
    private static final String OF_CONVERSATION = """
            select pause_reason as reason, paused_by, paused_at from conversation where tenant_id = $1 and id = $2
            """;
    private static final String PAUSE_CONVERSATION = """
            update conversation
               set pause_reason = $3, paused_by = coalesce(paused_by, $4), paused_at = coalesce(paused_at, $5),
                   turns = turns + case when paused_at is null then 1 else 0 end
             where tenant_id = $1 and id = $2
            returning pause_reason as reason, paused_by, paused_at
            """;
    private static final String RESUME_CONVERSATION = """
            update conversation set pause_reason = null, paused_by = null, paused_at = null
             where tenant_id = $1 and id = $2
            returning pause_reason as reason, paused_by, paused_at
            """;

    private final Tenancy tenancy;
    private final InstantSource clock;

    Pauses(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    Uni<Pause> of(TenantId tenant) {
        return run(tenant, OF_TENANT, Tuple.of(tenant.value())).map(Pauses::first);
    }

    Uni<Pause> of(TenantId tenant, ConversationId id) {
        return run(tenant, OF_CONVERSATION, Tuple.of(tenant.value(), id.value()))
                .map(Pauses::existing);
    }

    Uni<Pause> change(TenantId tenant, ChangePause wanted, String by) {
        return wanted.paused()
                ? run(tenant, PAUSE_TENANT, Tuple.of(tenant.value(), wanted.givenReason(), by, now()))
                        .map(Pauses::first)
                : run(tenant, RESUME_TENANT, Tuple.of(tenant.value())).replaceWith(Pause.NONE);
    }

    Uni<Pause> change(TenantId tenant, ConversationId id, ChangePause wanted, String by) {
        return wanted.paused()
                ? run(tenant, PAUSE_CONVERSATION, Tuple.of(tenant.value(), id.value(), wanted.givenReason(), by, now()))
                        .map(Pauses::existing)
                : run(tenant, RESUME_CONVERSATION, Tuple.of(tenant.value(), id.value()))
                        .map(Pauses::existing);
    }

    private Uni<RowSet<Row>> run(TenantId tenant, String sql, Tuple arguments) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(sql).execute(arguments));
    }

    private static Pause existing(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Refusal.notFound();
        }
        return first(rows);
    }

    private static Pause first(RowSet<Row> rows) {
        for (var row : rows) {
            var since = row.getOffsetDateTime("paused_at");
            if (since != null) {
                return new Pause(true, row.getString("reason"), row.getString("paused_by"), since.toInstant());
            }
        }
        return Pause.NONE;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
