package usher.billing.alert;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import usher.billing.usage.Touched;
import usher.contracts.id.TenantId;
import usher.kit.event.Outbox;

/**
 * Looks at the tenants whose usage, plan, thresholds or wallets have just changed, some hundred in one transaction and one
 * replica at a time; and now and then at all. What could not be looked at stays to be looked at.
 */
@ApplicationScoped
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final String ALONE = "select pg_advisory_xact_lock(7305002)";
    private static final String CHANGED = """
            select tenant_id from subscription where updated_at >= $1
            union select tenant_id from alert where updated_at >= $1""";
    private static final String ALL =
            "select tenant_id from subscription where tenant_id > $1 order by tenant_id limit $2";
    /** A change has its time some moments before it can be seen. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(30);

    private final Pool jobs;
    private final Raising raising;
    private final ExhaustedLimits exhausted;
    private final Touched touched;
    private final Outbox outbox;
    private final InstantSource clock;
    private final AlertConfig config;
    private volatile Instant seen = Instant.EPOCH;
    private volatile Instant full = Instant.EPOCH;

    Sweep(
            @ReactiveDataSource("jobs") Pool jobs,
            Raising raising,
            ExhaustedLimits exhausted,
            Touched touched,
            Outbox outbox,
            InstantSource clock,
            AlertConfig config) {
        this.jobs = jobs;
        this.raising = raising;
        this.exhausted = exhausted;
        this.touched = touched;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(
            every = "${usher.billing.alert.every:1s}",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> now() {
        var now = clock.instant();
        boolean all = !now.isBefore(full.plus(config.fullEvery()));
        return (all
                        ? everybody(full.equals(Instant.EPOCH) ? Instant.EPOCH : now, now)
                        : changed(seen.minus(IN_FLIGHT), now))
                .chain(() -> exhausted.tell())
                .invoke(() -> {
                    seen = now;
                    full = all ? now : full;
                })
                .onFailure()
                .invoke(failure -> LOG.warnf("Alerts wait cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /**
     * For what a process that is no more had seen. Sums are made anew where they are younger than the given moment, which takes
     * a while and is done when a process starts.
     */
    Uni<Void> everybody(Instant since, Instant now) {
        var page = new UUID[] {new UUID(0, 0)};
        return Multi.createBy()
                .repeating()
                .uni(() -> jobs.preparedQuery(ALL)
                        .execute(Tuple.of(page[0], config.batch()))
                        .map(rows -> all(rows, since))
                        .call(tenants -> look(tenants, now))
                        .invoke(tenants -> tenants.keySet().forEach(last -> page[0] = last.value())))
                .whilst(tenants -> tenants.size() == config.batch())
                .collect()
                .last()
                .chain(() -> wallets(Instant.EPOCH, now));
    }

    private static Map<TenantId, Instant> all(RowSet<Row> rows, Instant since) {
        var all = new LinkedHashMap<TenantId, Instant>();
        rows.forEach(row -> all.put(new TenantId(row.getUUID("tenant_id")), since));
        return all;
    }

    /** Those of whom something changed from that moment on. */
    Uni<Void> changed(Instant from, Instant now) {
        return jobs.preparedQuery(CHANGED)
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new TenantId(row.getUUID("tenant_id")))
                        .toList())
                .chain(tenants -> looked(tenants, now))
                .chain(() -> wallets(from, now));
    }

    private Uni<Void> looked(List<TenantId> tenants, Instant now) {
        var since = touched.take();
        tenants.forEach(tenant -> since.putIfAbsent(tenant, now));
        var left = new LinkedHashMap<>(since);
        return Multi.createFrom()
                .iterable(batches(since))
                .onItem()
                .transformToUniAndConcatenate(
                        batch -> look(batch, now).invoke(() -> left.keySet().removeAll(batch.keySet())))
                .toUni()
                .onFailure()
                .invoke(() -> touched.add(left))
                .replaceWithVoid();
    }

    private List<Map<TenantId, Instant>> batches(Map<TenantId, Instant> since) {
        var batches = new ArrayList<Map<TenantId, Instant>>();
        Map<TenantId, Instant> batch = new LinkedHashMap<>();
        for (var each : since.entrySet()) {
            batch.put(each.getKey(), each.getValue());
            if (batch.size() == config.batch()) {
                batches.add(batch);
                batch = new LinkedHashMap<>();
            }
        }
        batches.add(batch);
        return batches;
    }

    private Uni<Void> look(Map<TenantId, Instant> since, Instant now) {
        return since.isEmpty() ? Uni.createFrom().voidItem() : alone(connection -> raising.of(connection, since, now));
    }

    private Uni<Void> wallets(Instant since, Instant now) {
        return alone(connection -> raising.ofWallets(connection, since, now));
    }

    private Uni<Void> alone(Function<SqlConnection, Uni<Void>> work) {
        return jobs.withTransaction(
                        connection -> connection.query(ALONE).execute().chain(() -> work.apply(connection)))
                .invoke(outbox::committed);
    }
}
