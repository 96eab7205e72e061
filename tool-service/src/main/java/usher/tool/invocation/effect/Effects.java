package usher.tool.invocation.effect;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Effects as they are stored. Whoever holds one keeps equal calls waiting until its transaction ends. */
@ApplicationScoped
public class Effects {
    private static final String HOLD = """
            insert into effect (tenant_id, fingerprint, episode, invocation_id, message_id, told, created_at, updated_at)
            values ($1, $2, $3, $3, $4, false, $5, $5)
            on conflict (tenant_id, fingerprint) do update set updated_at = effect.updated_at
            returning fingerprint, episode, invocation_id, message_id, told
            """;
    private static final String HOLD_OF_CALL = """
            select fingerprint, episode, invocation_id, message_id, told
              from effect
             where tenant_id = $1
               and fingerprint = (select fingerprint from invocation where tenant_id = $1 and call_id = $2)
               for update
            """;
    private static final String KEEP = """
            update effect
               set episode = $3, invocation_id = $4, message_id = $5, told = $6, updated_at = $7
             where tenant_id = $1 and fingerprint = $2
            """;
    private static final String TOLD =
            "update effect set told = true where tenant_id = $1 and fingerprint = $2 and episode = $3";

    private final Tenancy tenancy;

    Effects(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** The invocation that would begin an effect, and the turn that asks for it. */
    public record Candidate(InvocationId invocation, MessageId message) {}

    /** The effect, begun by {@code candidate} if it was not known; what it names then is the candidate. */
    public Uni<Effect> hold(
            SqlConnection connection, TenantId tenant, Fingerprint wanted, Candidate candidate, Instant now) {
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(
                        tenant.value(),
                        wanted.text(),
                        candidate.invocation().value(),
                        candidate.message().value(),
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> effect(rows.iterator().next()));
    }

    /** The effect that a stored call is for; null for a call that is for none. */
    public Uni<@Nullable Effect> holdOf(SqlConnection connection, TenantId tenant, CallId call) {
        return connection
                .preparedQuery(HOLD_OF_CALL)
                .execute(Tuple.of(tenant.value(), call.value()))
                .map(Effects::first);
    }

    /** By whoever holds it. */
    public Uni<Void> keep(SqlConnection connection, TenantId tenant, Effect effect, Instant now) {
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.tuple()
                        .addUUID(tenant.value())
                        .addString(effect.episode().effect().text())
                        .addUUID(effect.episode().id())
                        .addUUID(effect.invocation().value())
                        .addUUID(effect.message().value())
                        .addBoolean(effect.told())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** What came of this episode has reached whoever asked. */
    public Uni<Void> told(TenantId tenant, Episode episode) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(TOLD)
                        .execute(Tuple.of(tenant.value(), episode.effect().text(), episode.id()))
                        .replaceWithVoid());
    }

    private static @Nullable Effect first(RowSet<Row> rows) {
        var each = rows.iterator();
        return each.hasNext() ? effect(each.next()) : null;
    }

    private static Effect effect(Row row) {
        return new Effect(
                new Episode(new Fingerprint(row.getString("fingerprint")), row.getUUID("episode")),
                new InvocationId(row.getUUID("invocation_id")),
                new MessageId(row.getUUID("message_id")),
                row.getBoolean("told"));
    }
}
