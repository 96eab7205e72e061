package usher.billing.subscription;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;

/**
 * Puts scheduled changes into force when their time has come. Charging does not wait for it: it goes by when a phase
 * begins, not by when the job came around to it.
 */
@ApplicationScoped
class ScheduledMoves {
    private static final Logger LOG = Logger.getLogger(ScheduledMoves.class);
    private static final String DUE =
            "select tenant_id from subscription where next_phase_at <= $1 order by next_phase_at limit 500";

    private final Pool jobs;
    private final SubscriptionService subscriptions;
    private final InstantSource clock;

    ScheduledMoves(@ReactiveDataSource("jobs") Pool jobs, SubscriptionService subscriptions, InstantSource clock) {
        this.jobs = jobs;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @Scheduled(
            every = "${usher.billing.moves-every:2s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> carryOut() {
        return jobs.preparedQuery(DUE)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> carryOut(new TenantId(row.getUUID("tenant_id"))))
                .toUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Scheduled changes wait cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> carryOut(TenantId tenant) {
        return subscriptions
                .comeTo(tenant)
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "A scheduled change waits tenant=%s", tenant))
                .onFailure()
                .recoverWithNull();
    }
}
