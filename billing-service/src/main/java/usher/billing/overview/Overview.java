package usher.billing.overview;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Used;
import usher.billing.subscription.BillingMonth;
import usher.contracts.id.TenantId;

/** Reads a page of tenants and their sums, with one statement for each kind of thing however long the page is. */
@ApplicationScoped
class Overview {
    private static final String PAGE = """
            select s.tenant_id, s.plan_code, s.zone, coalesce(t.data ->> 'name', '') as name
            from subscription s left join tenant_snapshot t using (tenant_id)
            where s.tenant_id > $1 and ($2::text is null or s.plan_code = $2) order by s.tenant_id limit $3""";
    private static final String USED = """
            select m.tenant_id, m.starts_at, r.metric, sum(r.quantity)::bigint as quantity, sum(r.cost_micros)::bigint as cost_micros
            from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as m (tenant_id, starts_at, ends_at)
            join usage_rollup r on r.tenant_id = m.tenant_id and r.bucket >= m.starts_at and r.bucket < m.ends_at
            group by 1, 2, 3""";
    private static final String LIMITS = """
            select s.tenant_id, l.metric, case when a.tenant_id is null then l.amount else a.amount end as amount
            from subscription s join plan_limit l on l.plan_code = s.plan_code and l.plan_version = s.plan_version and l.period = 'MONTH'
            left join subscription_limit a on a.tenant_id = s.tenant_id and a.metric = l.metric
            where s.tenant_id = any ($1)""";

    private final Pool jobs;
    private final InstantSource clock;

    Overview(@ReactiveDataSource("jobs") Pool jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    private record Tenant(TenantId id, String name, String plan, BillingMonth month) {
        BillingMonth previous() {
            return new BillingMonth(month.month().minusMonths(1), month.zone());
        }
    }

    private record Key(UUID tenant, Instant start) {}

    /** Costs by metric beside the quantities. */
    private record Sum(Used used, Map<String, Long> costs) {
        static final Sum NOTHING = new Sum(Used.NOTHING, Map.of());

        Sum plus(Row row) {
            var more = new HashMap<>(costs);
            more.merge(row.getString("metric"), row.getLong("cost_micros"), Long::sum);
            return new Sum(
                    used.plus(row.getString("metric"), row.getLong("quantity"), row.getLong("cost_micros")), more);
        }
    }

    /** Those after the given one; the month that each is in now, when none is named. */
    Uni<List<TenantUsage>> page(@Nullable TenantId after, @Nullable String plan, @Nullable YearMonth month, int limit) {
        var from = after == null ? new UUID(0, 0) : after.value();
        var now = clock.instant();
        return jobs.preparedQuery(PAGE)
                .execute(Tuple.of(from, plan, limit))
                .map(rows -> list(rows, row -> tenant(row, month, now)))
                .chain(tenants -> used(tenants)
                        .chain(used -> limits(tenants)
                                .map(limits -> tenants.stream()
                                        .map(tenant -> usage(
                                                tenant,
                                                used,
                                                limits.getOrDefault(tenant.id().value(), Map.of())))
                                        .toList())));
    }

    private Uni<Map<Key, Sum>> used(List<Tenant> tenants) {
        var stretches = new Stretches();
        tenants.forEach(tenant -> {
            stretches.add(tenant.id(), tenant.month());
            stretches.add(tenant.id(), tenant.previous());
        });
        return jobs.preparedQuery(USED).execute(stretches.columns()).map(rows -> {
            Map<Key, Sum> used = new HashMap<>();
            rows.forEach(row -> used.merge(
                    new Key(
                            row.getUUID("tenant_id"),
                            row.getOffsetDateTime("starts_at").toInstant()),
                    Sum.NOTHING.plus(row),
                    (sum, more) -> sum.plus(row)));
            return used;
        });
    }

    private Uni<Map<UUID, Map<String, Long>>> limits(List<Tenant> tenants) {
        var ids = tenants.stream().map(tenant -> tenant.id().value()).toArray(UUID[]::new);
        return jobs.preparedQuery(LIMITS)
                .execute(Tuple.tuple().addArrayOfUUID(ids))
                .map(rows -> {
                    Map<UUID, Map<String, Long>> limits = new HashMap<>();
                    for (var row : rows) {
                        var amount = row.getLong("amount");
                        if (amount != null) {
                            limits.computeIfAbsent(row.getUUID("tenant_id"), any -> new HashMap<>())
                                    .put(row.getString("metric"), amount);
                        }
                    }
                    return limits;
                });
    }

    private static TenantUsage usage(Tenant tenant, Map<Key, Sum> used, Map<String, Long> limits) {
        var sum = used.getOrDefault(new Key(tenant.id().value(), tenant.month().start()), Sum.NOTHING);
        var before =
                used.getOrDefault(new Key(tenant.id().value(), tenant.previous().start()), Sum.NOTHING);
        var metrics = new TreeMap<String, TenantUsage.OfMetric>();
        for (var names :
                List.of(limits.keySet(), sum.costs().keySet(), before.costs().keySet())) {
            names.forEach(metric -> metrics.put(
                    metric,
                    new TenantUsage.OfMetric(
                            metric,
                            sum.used().of(metric),
                            before.used().of(metric),
                            limits.get(metric),
                            sum.costs().getOrDefault(metric, 0L))));
        }
        return new TenantUsage(
                tenant.id(),
                tenant.name(),
                tenant.plan(),
                tenant.month().month().toString(),
                tenant.month().zone().getId(),
                sum.used().costMicros(),
                before.used().costMicros(),
                List.copyOf(metrics.values()));
    }

    private static Tenant tenant(Row row, @Nullable YearMonth month, Instant now) {
        var zone = ZoneId.of(row.getString("zone"));
        return new Tenant(
                new TenantId(row.getUUID("tenant_id")),
                row.getString("name"),
                row.getString("plan_code"),
                month == null ? BillingMonth.at(now, zone) : new BillingMonth(month, zone));
    }

    /** Months of tenants, as columns. */
    private static final class Stretches {
        private final List<UUID> tenants = new ArrayList<>();
        private final List<OffsetDateTime> starts = new ArrayList<>();
        private final List<OffsetDateTime> ends = new ArrayList<>();

        void add(TenantId tenant, BillingMonth month) {
            tenants.add(tenant.value());
            starts.add(month.start().atOffset(ZoneOffset.UTC));
            ends.add(month.end().atOffset(ZoneOffset.UTC));
        }

        Tuple columns() {
            return Tuple.tuple()
                    .addArrayOfUUID(tenants.toArray(UUID[]::new))
                    .addArrayOfOffsetDateTime(starts.toArray(OffsetDateTime[]::new))
                    .addArrayOfOffsetDateTime(ends.toArray(OffsetDateTime[]::new));
        }
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
