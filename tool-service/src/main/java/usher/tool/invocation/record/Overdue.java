package usher.tool.invocation.record;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.tool.invocation.effect.CallState;

/**
 * Ends the calls that replicas which died have left running, and those that nobody confirmed in time. Each ends in a transaction
 * of its own, and only if nobody else has ended it, so replicas may do this side by side.
 */
@ApplicationScoped
class Overdue {
    private static final Logger LOG = Logger.getLogger(Overdue.class);
    private static final int BATCH = 200;

    private final Pool jobs;
    private final Tenancy tenancy;
    private final CallRecords records;
    private final InstantSource clock;

    Overdue(@ReactiveDataSource("jobs") Pool jobs, Tenancy tenancy, CallRecords records, InstantSource clock) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.records = records;
        this.clock = clock;
    }

    private record Left(TenantId tenant, Stored stored, CallState state, boolean uncertain) {}

    @Scheduled(
            every = "${usher.invocation.sweep:30s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> now() {
        return sweep(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Calls wait to be ended cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Ends what was due before that moment, until none is left or none can be ended; answers how many. */
    Uni<Integer> sweep(Instant moment) {
        return Multi.createBy()
                .repeating()
                .uni(() -> batch(moment))
                .whilst(ended -> ended == BATCH)
                .collect()
                .in(() -> new int[1], (sum, ended) -> sum[0] += ended)
                .map(sum -> sum[0]);
    }

    private Uni<Integer> batch(Instant moment) {
        return jobs.preparedQuery(InvocationSql.OVERDUE)
                .execute(Tuple.of(moment.atOffset(ZoneOffset.UTC), BATCH))
                .map(rows -> {
                    var left = new ArrayList<Left>();
                    rows.forEach(row -> left.add(left(row)));
                    return left;
                })
                .chain(this::end);
    }

    private Uni<Integer> end(List<Left> left) {
        return Multi.createFrom()
                .iterable(left)
                .onItem()
                .transformToUniAndConcatenate(this::end)
                .collect()
                .in(() -> new int[1], (sum, ended) -> sum[0] += ended)
                .map(sum -> sum[0]);
    }

    /** One that cannot be ended keeps no other waiting. */
    private Uni<Integer> end(Left left) {
        var ending = CallRecords.lapsed(left.state(), left.uncertain());
        return tenancy.sql(left.tenant(), connection -> records.end(connection, left.tenant(), left.stored(), ending))
                .invoke(ended -> LOG.infof(
                        "A call was ended tenant=%s tool=%s state=%s",
                        left.tenant(), left.stored().tool(), ending.state().text()))
                .replaceWith(1)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("A call could not be ended tenant=%s cause=%s", left.tenant(), failure.toString()))
                .onFailure()
                .recoverWithItem(0);
    }

    private static Left left(Row row) {
        var conversation = row.getUUID("conversation_id");
        var stored = new Stored(
                new InvocationId(row.getUUID("id")),
                row.getString("tool"),
                conversation == null ? null : new ConversationId(conversation),
                null);
        return new Left(
                new TenantId(row.getUUID("tenant_id")),
                stored,
                CallState.of(row.getString("state")),
                row.getBoolean("uncertain"));
    }
}
