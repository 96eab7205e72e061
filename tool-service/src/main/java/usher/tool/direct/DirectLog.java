package usher.tool.direct;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvocationId;
import usher.contracts.id.StockWatchId;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.invocation.content.Excerpt;
import usher.tool.invocation.content.Redaction;
import usher.tool.invocation.record.InvocationConfig;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/**
 * Writes direct calls into the log of calls, redacted as all are. What changes something is written before it is called, with
 * who confirmed it; what only looks is written when it is over.
 */
@ApplicationScoped
public class DirectLog {
    private static final int TRIES = 3;

    private final Tenancy tenancy;
    private final Ids ids;
    private final InvocationConfig config;

    DirectLog(Tenancy tenancy, Ids ids, InvocationConfig config) {
        this.tenancy = tenancy;
        this.ids = ids;
        this.config = config;
    }

    /** A call that only looked: {@code arguments} hold nothing of a visitor. A failure has a code and a sentence. */
    public record Look(
            String name,
            JsonNode arguments,
            Instant began,
            Duration took,
            int attempts,
            @Nullable Integer httpStatus,
            @Nullable String code,
            @Nullable String sentence) {}

    /** Within the transaction that decides on it: nothing is called before this is committed. */
    Uni<Void> begin(SqlConnection connection, Trial trial, Instant deadline) {
        var row = Tuple.tuple()
                .addUUID(trial.tenant().value())
                .addUUID(trial.id().value())
                .addUUID(trial.call().value())
                .addString(trial.name())
                .addString(trial.risk())
                .addString(trial.member().toString())
                .addString(kept(trial.arguments()))
                .addOffsetDateTime(utc(deadline))
                .addOffsetDateTime(utc(trial.began()));
        return connection.preparedQuery(DirectSql.BEGIN).execute(row).replaceWithVoid();
    }

    /** The other side has done its work by now, so a database that is away for a moment must not lose that. */
    Uni<Void> end(Trial trial, Reply reply, Instant now) {
        var succeeded = reply.outcome() instanceof Succeeded s ? s : null;
        var failed = reply.outcome() instanceof Failed f ? f : null;
        var row = Tuple.tuple()
                .addUUID(trial.tenant().value())
                .addUUID(trial.id().value())
                .addString(failed == null ? "succeeded" : "failed")
                .addBoolean(failed != null && failed.uncertain())
                .addOffsetDateTime(utc(now))
                .addString(succeeded == null ? null : kept(succeeded.result()))
                .addString(succeeded == null ? null : Redaction.of(succeeded.display()))
                .addString(failed == null ? null : failed.code())
                .addString(failed == null ? null : Redaction.of(failed.message()))
                .addBoolean(failed == null ? null : failed.retryable())
                .addInteger(reply.httpStatus())
                .addInteger(reply.attempts())
                .addLong(Duration.between(trial.began(), now).toMillis());
        return tenancy.sql(
                        trial.tenant(),
                        connection -> connection
                                .preparedQuery(DirectSql.END)
                                .execute(row)
                                .replaceWithVoid())
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .atMost(TRIES);
    }

    /** What was asked to ground an answer; what was answered is kept nowhere. */
    public Uni<Void> live(TenantId tenant, List<Look> looks) {
        if (looks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = looks.stream().map(look -> row(tenant, look)).toList();
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(DirectSql.LIVE)
                        .executeBatch(rows)
                        .replaceWithVoid());
    }

    /** A look at stock and what it found; one that found the same as the one before is counted with it, for an hour at most. */
    public Uni<Void> stock(TenantId tenant, StockWatchId watch, Look look, @Nullable JsonNode found) {
        var row =
                row(tenant, look).addString(found == null ? null : kept(found)).addUUID(watch.value());
        return tenancy.sql(
                tenant,
                connection ->
                        connection.preparedQuery(DirectSql.STOCK).execute(row).replaceWithVoid());
    }

    private Tuple row(TenantId tenant, Look look) {
        return Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(new InvocationId(ids.next()).value())
                .addUUID(ids.next())
                .addString(look.name())
                .addString(kept(look.arguments()))
                .addString(look.code() == null ? "succeeded" : "failed")
                .addString(look.code())
                .addString(Redaction.of(look.sentence()))
                .addInteger(look.httpStatus())
                .addInteger(look.attempts())
                .addLong(look.took().toMillis())
                .addOffsetDateTime(utc(look.began()))
                .addOffsetDateTime(utc(look.began().plus(look.took())));
    }

    private String kept(JsonNode value) {
        return Redaction.of(Excerpt.of(value, config.longest()).value()).toString();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
