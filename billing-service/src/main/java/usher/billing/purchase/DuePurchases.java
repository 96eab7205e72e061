package usher.billing.purchase;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;

/**
 * Looks for subscriptions whose time has come. Nothing waits for it: what a visitor may use ends by itself at its time, here and in
 * chat-service. It writes down what time did, and asks the store about what should have been renewed.
 */
@ApplicationScoped
class DuePurchases {
    private static final Logger LOG = Logger.getLogger(DuePurchases.class);

    /** How often the store is asked about one subscription that it has not renewed. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofHours(1);

    private static final String DUE = """
            select tenant_id, visitor_id from purchase_holder where next_due_at <= $1 order by next_due_at limit 500
            """;
    private static final String UNREAD = """
            select * from purchase where source = 'google_play' and ended_at is null and expires_at <= $1 and read_at < $2
             order by read_at limit 100
            """;
    private static final String UNACKNOWLEDGED = """
            select * from purchase where not acknowledged and ended_at is null and state in ('active', 'grace', 'cancelled')
             order by read_at limit 100
            """;

    private final Pool jobs;
    private final PurchaseService subscriptions;
    private final StorePurchases store;
    private final InstantSource clock;

    DuePurchases(
            @ReactiveDataSource("jobs") Pool jobs,
            PurchaseService subscriptions,
            StorePurchases store,
            InstantSource clock) {
        this.jobs = jobs;
        this.subscriptions = subscriptions;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(
            every = "${usher.purchase.due-every:2s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> writeDown() {
        return by(clock.instant());
    }

    @Scheduled(
            every = "${usher.purchase.store-every:60s}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> askTheStore() {
        return ask(clock.instant());
    }

    /** Writes down all that time had done by then, as far as nobody else does. */
    Uni<Void> by(Instant now) {
        return each(
                DUE,
                Tuple.of(now.atOffset(ZoneOffset.UTC)),
                (tenant, row) -> subscriptions.comeTo(tenant, new VisitorId(row.getUUID("visitor_id")), now));
    }

    Uni<Void> ask(Instant now) {
        var before = now.minus(BETWEEN_QUESTIONS).atOffset(ZoneOffset.UTC);
        return each(
                        UNREAD,
                        Tuple.of(now.atOffset(ZoneOffset.UTC), before),
                        (tenant, row) -> store.refresh(tenant, Purchases.read(row), now))
                .chain(() -> each(
                        UNACKNOWLEDGED,
                        Tuple.tuple(),
                        (tenant, row) -> store.acknowledge(tenant, Purchases.read(row))));
    }

    private Uni<Void> each(String sql, Tuple arguments, BiFunction<TenantId, Row, Uni<Void>> act) {
        return jobs.preparedQuery(sql)
                .execute(arguments)
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> one(new TenantId(row.getUUID("tenant_id")), row, act))
                .toUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Subscriptions of visitors wait cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Uni<Void> one(TenantId tenant, Row row, BiFunction<TenantId, Row, Uni<Void>> act) {
        return act.apply(tenant, row)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("A subscription of a visitor waits tenant=%s cause=%s", tenant, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
