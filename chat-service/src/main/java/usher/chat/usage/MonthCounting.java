package usher.chat.usage;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Counts all tenants' months on, hour by hour: before retention deletes anything of them, and so that whoever asks has little left to
 * count. One replica at a time; the lock ends with its connection.
 */
@ApplicationScoped
class MonthCounting {
    private static final Logger LOG = Logger.getLogger(MonthCounting.class);
    private static final long LOCK = 0x006d_6f6e_7468_75L;
    private static final String ALONE = "select pg_try_advisory_lock($1 # hashtext(current_schema()))";
    private static final String DONE = "select pg_advisory_unlock($1 # hashtext(current_schema()))";
    private static final String TENANTS = """
            select tenant_id, coalesce(data ->> 'time_zone', 'UTC') as zone from tenant_snapshot
             where data ->> 'status' <> 'deleted' order by tenant_id
            """;

    /** Months that are over are nobody's running one, wherever. */
    private static final String FORGET = "delete from month_use where starts_at < $1";

    private static final Duration OVER = Duration.ofDays(40);

    private final Pool jobs;
    private final InstantSource clock;

    MonthCounting(@ReactiveDataSource("jobs") Pool jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(cron = "${usher.month-use.cron:0 7 * * * ?}", identity = "month-use")
    Uni<Void> hourly() {
        return run(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Months were not counted on"))
                .onFailure()
                .recoverWithNull();
    }

    /** As if it were now that moment. */
    Uni<Void> run(Instant now) {
        return jobs.withConnection(connection -> connection
                .preparedQuery(ALONE)
                .execute(Tuple.of(LOCK))
                .chain(rows -> rows.iterator().next().getBoolean(0)
                        ? all(connection, now)
                                .eventually(() -> connection.preparedQuery(DONE).execute(Tuple.of(LOCK)))
                        : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> all(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(now.minus(OVER).atOffset(ZoneOffset.UTC)))
                .chain(() -> connection.preparedQuery(TENANTS).execute())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(row -> count(connection, row, now))
                .onItem()
                .ignoreAsUni();
    }

    /** One tenant's failure is nobody else's. */
    private static Uni<Void> count(SqlConnection connection, Row row, Instant now) {
        var month = Month.of(now, ZoneId.of(row.getString("zone")));
        return connection
                .preparedQuery(MonthUses.COUNT)
                .execute(Tuple.of(
                        row.getUUID("tenant_id"),
                        month.start().atOffset(ZoneOffset.UTC),
                        MonthUses.settled(month, now)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("A month was not counted on tenant=%s cause=%s", row.getUUID("tenant_id"), failure))
                .onFailure()
                .recoverWithNull();
    }
}
