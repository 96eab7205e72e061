package usher.admin.notice.delivery;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Deletes notices, and attempts to deliver them, when they are old. Their keys stay: the same thing is not told again however
 * late it is raised again. Replicas may delete at the same time: each passes over what another holds.
 */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int BATCH = 1_000;

    /** Of a notice that was asked for again when it was old. */
    private static final String ATTEMPTS = """
            delete from delivery_attempt where (tenant_id, id) in (
                select tenant_id, id from delivery_attempt where attempted_at <= $1 order by attempted_at limit $2
                for update skip locked)
            """;

    private static final String NOTICES = """
            delete from notice where (tenant_id, id) in (
                select tenant_id, id from notice where received_at <= $1 order by received_at limit $2
                for update skip locked)
            """;

    private final Pool jobs;
    private final DeliveryConfig config;
    private final InstantSource clock;

    Retention(@ReactiveDataSource("jobs") Pool jobs, DeliveryConfig config, InstantSource clock) {
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var before = clock.instant().minus(config.kept()).atOffset(ZoneOffset.UTC);
        return delete(ATTEMPTS, before)
                .chain(attempts -> delete(NOTICES, before).invoke(notices -> tell(attempts, notices)))
                .replaceWithVoid();
    }

    /** One batch after the other, each a transaction of its own, until one is not full. */
    private Uni<Integer> delete(String sql, OffsetDateTime before) {
        return jobs.preparedQuery(sql)
                .execute(Tuple.of(before, BATCH))
                .chain(rows -> rows.rowCount() < BATCH
                        ? Uni.createFrom().item(rows.rowCount())
                        : delete(sql, before).map(more -> more + rows.rowCount()));
    }

    private static void tell(int attempts, int notices) {
        if (attempts + notices > 0) {
            LOG.infof("Old notices were deleted notices=%d attempts=%d", notices, attempts);
        }
    }
}
