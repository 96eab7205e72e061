package usher.admin.oauth.grant;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import usher.admin.oauth.OAuthConfig;

/**
 * Takes away codes and refresh tokens that have ended, then the grants that have none left, then the programs that nobody lets in. What
 * has ended is refused whether it is still there or not. Replicas may sweep at the same time: each passes over what another holds.
 */
@ApplicationScoped
class GrantSweep {
    static final int BATCH = 1_000;

    private static final Logger LOG = Logger.getLogger(GrantSweep.class);

    /** A code that comes a second time on the day it was given out is known for what it is. */
    private static final Duration CODES_KEPT = Duration.ofDays(1);

    private static final String CODES = """
            delete from oauth_code where sha256 in (
                select sha256 from oauth_code where expires_at <= $1 order by expires_at limit $2 for update skip locked)
            """;
    private static final String TOKENS = """
            delete from oauth_refresh_token where sha256 in (
                select sha256 from oauth_refresh_token where expires_at <= $1 order by expires_at limit $2
                for update skip locked)
            """;
    private static final String GRANTS = """
            delete from oauth_grant where (tenant_id, id) in (
                select tenant_id, id from oauth_grant g where created_at <= $1
                   and not exists (select from oauth_code c where c.tenant_id = g.tenant_id and c.grant_id = g.id)
                   and not exists (select from oauth_refresh_token t where t.tenant_id = g.tenant_id and t.grant_id = g.id)
                 order by created_at limit $2
                for update skip locked)
            """;
    private static final String UNUSED_CLIENTS = """
            delete from oauth_client where id in (
                select id from oauth_client where used_at is null and created_at <= $1 order by created_at limit $2
                for update skip locked)
            """;
    private static final String CLIENTS = """
            delete from oauth_client where id in (
                select id from oauth_client c where coalesce(used_at, created_at) <= $1
                   and not exists (select from oauth_grant g where g.client_id = c.id)
                 order by coalesce(used_at, created_at) limit $2
                for update skip locked)
            """;

    private final Pool jobs;
    private final OAuthConfig config;
    private final InstantSource clock;

    GrantSweep(@ReactiveDataSource("jobs") Pool jobs, OAuthConfig config, InstantSource clock) {
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "9m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return delete("codes", CODES, now.minus(CODES_KEPT))
                .chain(() -> delete("tokens", TOKENS, now))
                .chain(() -> delete("grants", GRANTS, now.minus(CODES_KEPT)))
                .chain(() -> delete("unused clients", UNUSED_CLIENTS, now.minus(config.unusedClientsKept())))
                .chain(() -> delete("clients", CLIENTS, now.minus(config.clientsKept())));
    }

    /** One batch after the other, each a transaction of its own, until one is not full. */
    private Uni<Void> delete(String what, String sql, OffsetDateTime before) {
        return jobs.preparedQuery(sql).execute(Tuple.of(before, BATCH)).chain(rows -> {
            if (rows.rowCount() > 0) {
                LOG.infof("What had ended was taken away what=%s rows=%d", what, rows.rowCount());
            }
            return rows.rowCount() < BATCH ? Uni.createFrom().voidItem() : delete(what, sql, before);
        });
    }
}
