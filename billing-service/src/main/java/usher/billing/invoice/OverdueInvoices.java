package usher.billing.invoice;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Finds the invoices whose time to be paid is over. */
@ApplicationScoped
class OverdueInvoices {
    private static final Logger LOG = Logger.getLogger(OverdueInvoices.class);
    private static final String MARK = "update invoice set status = 'OVERDUE' where status = 'ISSUED' and due_at <= $1";

    private final Pool jobs;
    private final InstantSource clock;

    OverdueInvoices(@ReactiveDataSource("jobs") Pool jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(
            every = "${usher.billing.overdue-every:5m}",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> mark() {
        return by(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Overdue invoices wait cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** How many became overdue by then. */
    Uni<Integer> by(Instant now) {
        return jobs.preparedQuery(MARK)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount());
    }
}
