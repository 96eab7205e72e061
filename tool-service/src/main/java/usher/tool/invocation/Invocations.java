package usher.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.Id;
import usher.contracts.id.InvocationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.tool.invocation.NewCall.Beginning;
import usher.tool.invocation.Standing.Before;
import usher.tool.invocation.content.Excerpt;
import usher.tool.invocation.content.Redaction;
import usher.tool.invocation.effect.Episode;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

/** Invocations as they are stored; by the plain client, for they are written on the way of every turn that uses a tool. */
@ApplicationScoped
class Invocations {
    private final InvocationRows rows;
    private final InvocationConfig config;

    Invocations(InvocationRows rows, InvocationConfig config) {
        this.rows = rows;
        this.config = config;
    }

    Uni<Standing> standing(SqlConnection connection, TenantId tenant, CallId call, String tool) {
        return connection
                .preparedQuery(InvocationSql.STANDING)
                .execute(Tuple.of(tenant.value(), call.value(), tool))
                .map(found -> rows.standing(found.iterator().next()));
    }

    Uni<@Nullable Before> find(SqlConnection connection, TenantId tenant, InvocationId id) {
        return connection
                .preparedQuery(InvocationSql.FIND)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(Invocations::first)
                .map(row -> row == null ? null : rows.before(row));
    }

    /** A tool of the tenant that is switched on. */
    Uni<@Nullable Endpoint> endpoint(SqlConnection connection, TenantId tenant, ToolId tool) {
        return endpoint(connection, InvocationSql.ENABLED_ENDPOINT, tenant, tool);
    }

    /** A tool of the tenant, be it switched on or not. */
    Uni<@Nullable Endpoint> anyEndpoint(SqlConnection connection, TenantId tenant, ToolId tool) {
        return endpoint(connection, InvocationSql.ENDPOINT, tenant, tool);
    }

    private Uni<@Nullable Endpoint> endpoint(SqlConnection connection, String sql, TenantId tenant, ToolId tool) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), tool.value()))
                .map(Invocations::first)
                .map(row -> row == null ? null : rows.endpoint(row));
    }

    /** Whether this call was stored now; false when it was there already. */
    Uni<Boolean> start(SqlConnection connection, TenantId tenant, NewCall call) {
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(call.id().value())
                .addUUID(call.asked().call().value())
                .addUUID(uuid(call.what().tool()))
                .addString(call.what().name())
                .addString(call.what().risk())
                .addString(call.what().target())
                .addUUID(uuid(call.asked().conversation()))
                .addUUID(uuid(call.asked().message()))
                .addString(kept(call.arguments()))
                .addString(call.beginning().state().text());
        addBeginning(row, call);
        return connection.preparedQuery(InvocationSql.START).execute(row).map(stored -> stored.size() == 1);
    }

    private void addBeginning(Tuple row, NewCall call) {
        switch (call.beginning()) {
            case Beginning.Running(var episode, var unsure, var deadline, var confirmedBy) -> {
                addEffect(row, episode, unsure, null).addUUID(null).addString(confirmedBy);
                addTimes(row, deadline, call.now());
                addEnding(row, null);
            }
            case Beginning.Waiting(var episode, var unsure, var deadline, var sealedArguments) -> {
                addEffect(row, episode, unsure, sealedArguments).addUUID(null).addString(null);
                addTimes(row, deadline, call.now());
                addEnding(row, null);
            }
            case Beginning.Over(var ending, var repeats) -> {
                addEffect(row, null, ending.uncertain(), null)
                        .addUUID(uuid(repeats))
                        .addString(null);
                addTimes(row, call.now(), call.now());
                addEnding(row, ending);
            }
        }
    }

    private static Tuple addEffect(Tuple row, @Nullable Episode episode, boolean unsure, @Nullable String sealed) {
        return row.addString(episode == null ? null : episode.effect().text())
                .addString(episode == null ? null : episode.key())
                .addBoolean(unsure)
                .addString(sealed);
    }

    private static void addTimes(Tuple row, Instant deadline, Instant now) {
        row.addOffsetDateTime(utc(deadline)).addOffsetDateTime(utc(now));
    }

    /** Result, display, error code, error message, retryable, status, attempts and duration, as far as there is an ending. */
    private Tuple addEnding(Tuple row, @Nullable Ending ending) {
        var succeeded = ending != null && ending.outcome() instanceof Succeeded s ? s : null;
        var failed = ending != null && ending.outcome() instanceof Failed f ? f : null;
        return row.addString(succeeded == null ? null : kept(succeeded.result()))
                .addString(succeeded == null ? null : Redaction.of(succeeded.display()))
                .addString(failed == null ? null : failed.code())
                .addString(failed == null ? null : Redaction.of(failed.message()))
                .addBoolean(failed == null ? null : failed.retryable())
                .addInteger(ending == null ? null : ending.httpStatus())
                .addInteger(ending == null ? null : ending.attempts())
                .addLong(ending == null ? null : ending.durationMs());
    }

    /** Whether the call was not over yet. */
    Uni<Boolean> end(SqlConnection connection, TenantId tenant, InvocationId id, Ending ending, Instant now) {
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(id.value())
                .addString(ending.state().text())
                .addBoolean(ending.uncertain())
                .addOffsetDateTime(utc(now));
        return connection
                .preparedQuery(InvocationSql.END)
                .execute(addEnding(row, ending))
                .map(ended -> ended.size() == 1);
    }

    /** A call that had to be confirmed, be it decided or not. */
    Uni<@Nullable WaitingCall> toDecide(SqlConnection connection, TenantId tenant, CallId call) {
        return connection
                .preparedQuery(InvocationSql.TO_DECIDE)
                .execute(Tuple.of(tenant.value(), call.value()))
                .map(Invocations::first)
                .map(row -> row == null ? null : rows.waiting(row));
    }

    /** The moment of a decision, and until when the call must be over because of it. */
    record When(Instant now, Instant deadline) {}

    /** Of a call that waits; one that is confirmed runs from now on. */
    Uni<Void> decide(SqlConnection connection, TenantId tenant, InvocationId id, DecideCall said, When when) {
        return connection
                .preparedQuery(InvocationSql.DECIDE)
                .execute(Tuple.tuple()
                        .addUUID(tenant.value())
                        .addUUID(id.value())
                        .addString(said.decision().name().toLowerCase(Locale.ROOT))
                        .addString(said.visitor().toString())
                        .addUUID(said.messageId().value())
                        .addOffsetDateTime(utc(when.now()))
                        .addOffsetDateTime(utc(when.deadline())))
                .replaceWithVoid();
    }

    JsonNode arguments(String opened) {
        return rows.tree(opened);
    }

    private String kept(JsonNode value) {
        return Redaction.of(Excerpt.of(value, config.longest()).value()).toString();
    }

    private static @Nullable Row first(RowSet<Row> found) {
        var each = found.iterator();
        return each.hasNext() ? each.next() : null;
    }

    private static @Nullable UUID uuid(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
