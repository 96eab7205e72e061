package usher.admin.session;

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
 * Takes away refresh tokens that have ended, and after some months the sign-ins that have none left. An ended token is
 * refused whether it is still there or not. Replicas may sweep at the same time: each passes over what another holds.
 */
@ApplicationScoped
class SessionSweep {
    static final int BATCH = 1000;

    private static final Logger LOG = Logger.getLogger(SessionSweep.class);
    private static final String TOKENS = """
            delete from refresh_token where sha256 in (
                select sha256 from refresh_token where expires_at <= $1 order by expires_at limit $2
                for update skip locked)
            """;
    private static final String SESSIONS = """
            delete from member_session where id in (
                select id from member_session s where started_at <= $1
                   and not exists (select from refresh_token t where t.session_id = s.id)
                 order by started_at limit $2
                for update skip locked)
            """;

    private final Pool jobs;
    private final SessionConfig config;
    private final InstantSource clock;

    SessionSweep(@ReactiveDataSource("jobs") Pool jobs, SessionConfig config, InstantSource clock) {
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return delete(TOKENS, now)
                .chain(tokens -> delete(SESSIONS, now.minus(config.kept())).invoke(sessions -> tell(tokens, sessions)))
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

    private static void tell(int tokens, int sessions) {
        if (tokens + sessions > 0) {
            LOG.infof("Ended sign-ins were taken away tokens=%d sessions=%d", tokens, sessions);
        }
    }
}
