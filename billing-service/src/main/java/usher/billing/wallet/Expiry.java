package usher.billing.wallet;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Ends credits whose time is over, a batch of wallets in each transaction; replicas pass over what another has in hand. */
@ApplicationScoped
class Expiry {
    private static final Logger LOG = Logger.getLogger(Expiry.class);
    private static final int BATCH = 500;
    private static final String EXPIRE = """
            select coalesce(sum(wallet_expire(w.tenant_id, w.id, $1)), 0) as ended
              from (select w.tenant_id, w.id from wallet w
                     where exists (select from wallet_credit c where c.tenant_id = w.tenant_id and c.wallet_id = w.id
                                    and c.left_minor > 0 and c.expires_at <= $1)
                       and (w.tenant_id, w.id) in (select c.tenant_id, c.wallet_id from wallet_credit c
                                                    where c.left_minor > 0 and c.expires_at <= $1
                                                    order by c.expires_at limit $2)
                       for update skip locked) w
            """;

    private final Pool jobs;
    private final InstantSource clock;

    Expiry(@ReactiveDataSource("jobs") Pool jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(every = "${usher.wallet.expiry:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> now() {
        return until(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Credits wait to be ended cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Ends all that was over at that moment and is in nobody else's hands; answers how many credits that were. */
    Uni<Long> until(Instant moment) {
        return Multi.createBy()
                .repeating()
                .uni(() -> batch(moment))
                .whilst(ended -> ended > 0)
                .collect()
                .in(() -> new long[1], (sum, ended) -> sum[0] += ended)
                .map(sum -> sum[0]);
    }

    private Uni<Long> batch(Instant moment) {
        return jobs.preparedQuery(EXPIRE)
                .execute(Tuple.of(moment.atOffset(ZoneOffset.UTC), BATCH))
                .map(rows -> rows.iterator().next().getLong("ended"));
    }
}
