package usher.chat.retention;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * The nightly run over all tenants. One replica runs at a time: it holds an advisory lock on the connection it works on, so the
 * lock ends with the replica.
 */
@ApplicationScoped
public class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final long LOCK = 0x0072_6574_6169_6eL;
    private static final String ALONE = "select pg_try_advisory_lock($1 # hashtext(current_schema()))";
    private static final String DONE = "select pg_advisory_unlock($1 # hashtext(current_schema()))";

    private final Pool jobs;
    private final KeptTenants tenants;
    private final Retirement retirement;
    private final InstantSource clock;

    Retention(@ReactiveDataSource("jobs") Pool jobs, KeptTenants tenants, Retirement retirement, InstantSource clock) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.retirement = retirement;
        this.clock = clock;
    }

    /** What a run did; {@code alone} is false when another replica was at it and nothing was done here. */
    public record Run(boolean alone, long messages, int failed) {
        Run plus(Run more) {
            return new Run(alone && more.alone, messages + more.messages, failed + more.failed);
        }
    }

    @Scheduled(cron = "${usher.retention.cron:0 30 3 * * ?}", identity = "retention")
    Uni<Void> nightly() {
        return run(clock.instant())
                .invoke(run -> LOG.infof(
                        "Retention ran alone=%s messages=%d failed=%d", run.alone(), run.messages(), run.failed()))
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Retention broke"))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** As if it were now that moment. */
    public Uni<Run> run(Instant now) {
        return jobs.withConnection(connection -> connection
                .preparedQuery(ALONE)
                .execute(Tuple.of(LOCK))
                .chain(rows -> rows.iterator().next().getBoolean(0)
                        ? overAll(connection, now)
                                .eventually(() -> connection.preparedQuery(DONE).execute(Tuple.of(LOCK)))
                        : Uni.createFrom().item(new Run(false, 0, 0))));
    }

    private Uni<Run> overAll(SqlConnection connection, Instant now) {
        return tenants.all(connection)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(tenant -> one(connection, tenant, now))
                .collect()
                .in(() -> new Run[] {new Run(true, 0, 0)}, (sum, run) -> sum[0] = sum[0].plus(run))
                .map(sum -> sum[0]);
    }

    /** One tenant's failure keeps its rows and nobody else's. */
    private Uni<Run> one(SqlConnection connection, KeptTenant tenant, Instant now) {
        return retirement
                .of(connection, tenant, now)
                .map(messages -> new Run(true, messages, 0))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("A tenant's rows were kept tenant=%s cause=%s", tenant.id(), failure.toString()))
                .onFailure()
                .recoverWithItem(new Run(true, 0, 1));
    }
}
