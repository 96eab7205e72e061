package usher.tool.invocation.record;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvocationId;
import usher.contracts.id.TenantId;
import usher.tool.invocation.effect.Episode;
import usher.tool.invocation.record.NewCall.Beginning;
import usher.tool.invocation.record.Standing.Before;

/** Invocations as they are stored; by the plain client, for they are written on the way of every turn that uses a tool. */
@ApplicationScoped
public class Invocations {
    private final InvocationRows rows;

    Invocations(InvocationRows rows) {
        this.rows = rows;
    }

    public Uni<@Nullable Before> find(SqlConnection connection, TenantId tenant, InvocationId id) {
        return connection
                .preparedQuery(InvocationSql.FIND)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(Invocations::first)
                .map(row -> row == null ? null : rows.before(row));
    }

    /** Whether this call was stored now; false when it was there already. */
    Uni<Boolean> start(SqlConnection connection, TenantId tenant, NewCall call) {
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(call.id().value())
                .addUUID(call.asked().call().value())
                .addUUID(InvocationRows.uuid(call.what().tool()))
                .addString(call.what().name())
                .addString(call.what().risk())
                .addString(call.what().target())
                .addUUID(InvocationRows.uuid(call.asked().conversation()))
                .addUUID(InvocationRows.uuid(call.asked().message()))
                .addString(rows.kept(call.arguments()))
                .addString(call.beginning().state().text());
        addBeginning(row, call);
        return connection.preparedQuery(InvocationSql.START).execute(row).map(stored -> stored.size() == 1);
    }

    private void addBeginning(Tuple row, NewCall call) {
        switch (call.beginning()) {
            case Beginning.Running(var episode, var unsure, var deadline, var confirmedBy) -> {
                addEffect(row, episode, unsure, null).addUUID(null).addString(confirmedBy);
                addTimes(row, deadline, call.now());
                rows.addEnding(row, null);
            }
            case Beginning.Waiting(var episode, var unsure, var deadline, var sealedArguments) -> {
                addEffect(row, episode, unsure, sealedArguments).addUUID(null).addString(null);
                addTimes(row, deadline, call.now());
                rows.addEnding(row, null);
            }
            case Beginning.Over(var ending, var repeats) -> {
                addEffect(row, null, ending.uncertain(), null)
                        .addUUID(InvocationRows.uuid(repeats))
                        .addString(null);
                addTimes(row, call.now(), call.now());
                rows.addEnding(row, ending);
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

    private static @Nullable Row first(RowSet<Row> found) {
        var each = found.iterator();
        return each.hasNext() ? each.next() : null;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
