package usher.tool.statistic;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Sums calls up by the hour, and deletes them when they have been kept long enough: never before they are summed up. */
@ApplicationScoped
public class Keeping {
    private static final Logger LOG = Logger.getLogger(Keeping.class);
    private static final String SUM_UP = "select sum_up_invocations($1)";
    /** The shorter of what the installation says and the tenant wants; in small transactions that several replicas can share. */
    private static final String DELETE_CALLS = """
            delete from invocation where (tenant_id, id) in (
                select i.tenant_id, i.id
                  from invocation i left join tenant_snapshot t on t.tenant_id = i.tenant_id
                 where i.created_at < (select summed_to from summed_up)
                   and i.created_at < $1::timestamptz - make_interval(
                         days => greatest(1, least($2, (t.data ->> 'retention_days')::int)))
                   and i.state not in ('running', 'awaiting')
                 limit $3 for update of i skip locked)
            """;

    private static final String DELETE_EFFECTS = """
            delete from effect where (tenant_id, fingerprint) in (
                select e.tenant_id, e.fingerprint from effect e
                 where e.updated_at < $1::timestamptz - make_interval(days => $2)
                   and not exists (select from invocation i where i.tenant_id = e.tenant_id and i.id = e.invocation_id)
                 limit $3 for update skip locked)
            """;

    private final Pool jobs;
    private final KeepConfig config;
    private final InstantSource clock;

    Keeping(@ReactiveDataSource("jobs") Pool jobs, KeepConfig config, InstantSource clock) {
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(cron = "${usher.invocation.keep.sum-up-cron:0 12 * * * ?}", identity = "sum-up-invocations")
    Uni<Void> hourly() {
        return quietly("Calls were not summed up", sumUp(clock.instant()));
    }

    @Scheduled(cron = "${usher.invocation.keep.delete-cron:0 45 3 * * ?}", identity = "delete-invocations")
    Uni<Void> nightly() {
        return quietly("Old calls were not deleted", deleteOld(clock.instant()));
    }

    /** How many calls were counted. */
    public Uni<Long> sumUp(Instant now) {
        var to = now.minus(config.settled()).truncatedTo(ChronoUnit.HOURS);
        return jobs.preparedQuery(SUM_UP)
                .execute(Tuple.of(utc(to)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** How many calls went. */
    public Uni<Long> deleteOld(Instant now) {
        return untilNoneIsLeft(DELETE_CALLS, now).call(() -> untilNoneIsLeft(DELETE_EFFECTS, now));
    }

    private Uni<Long> untilNoneIsLeft(String delete, Instant now) {
        return Multi.createBy()
                .repeating()
                .uni(() -> jobs.preparedQuery(delete)
                        .execute(Tuple.of(utc(now), config.days(), config.batch()))
                        .map(rows -> (long) rows.rowCount()))
                .whilst(deleted -> deleted == config.batch())
                .collect()
                .in(() -> new long[1], (sum, deleted) -> sum[0] += deleted)
                .map(sum -> sum[0]);
    }

    private static Uni<Void> quietly(String sentence, Uni<Long> work) {
        return work.replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, sentence))
                .onFailure()
                .recoverWithNull();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
