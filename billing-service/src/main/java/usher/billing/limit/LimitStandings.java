package usher.billing.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Used;
import usher.billing.counted.Counts;
import usher.billing.subscription.BillingMonth;
import usher.billing.subscription.BillingMonths;
import usher.billing.subscription.SubscriptionService;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Puts limits beside what the ledger has recorded up to this moment. */
@ApplicationScoped
public class LimitStandings {
    private static final String USED = """
            select metric, sum(quantity)::bigint as quantity, sum(cost_micros)::bigint as cost,
                coalesce(sum(quantity) filter (where bucket >= $4 and bucket < $5), 0)::bigint as quantity_of_day,
                coalesce(sum(cost_micros) filter (where bucket >= $4 and bucket < $5), 0)::bigint as cost_of_day
            from usage_rollup where tenant_id = $1 and bucket >= $2 and bucket < $3
                and ($6::text[] is null or metric = any ($6) or 'tokens' = any ($6) and metric like 'tokens.%')
            group by metric""";

    private final Tenancy tenancy;
    private final SubscriptionService subscriptions;
    private final BillingMonths months;
    private final Counts counts;
    private final InstantSource clock;

    LimitStandings(
            Tenancy tenancy,
            SubscriptionService subscriptions,
            BillingMonths months,
            Counts counts,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.subscriptions = subscriptions;
        this.months = months;
        this.counts = counts;
        this.clock = clock;
    }

    /** The running day and month, and what was used and counted in them. */
    private record Now(BillingMonth month, Instant dayEnds, Used ofDay, Used ofMonth, Map<String, Long> counted) {
        LimitStanding standing(Limit limit) {
            var count = counted.get(limit.metric());
            if (count != null) {
                return LimitStanding.of(limit, count, null);
            }
            return switch (limit.period()) {
                case MINUTE -> LimitStanding.of(limit, null, null);
                case DAY -> LimitStanding.of(limit, ofDay.of(limit.metric()), dayEnds);
                case MONTH -> LimitStanding.of(limit, ofMonth.of(limit.metric()), month.end());
            };
        }
    }

    /** Of all limits of the plan, or of one metric, which may be one that the plan does not limit. */
    public Uni<List<LimitStanding>> of(TenantId tenant, @Nullable String metric) {
        return months.current(tenant)
                .chain(() -> subscriptions.limits(tenant))
                .map(limits -> metric == null ? limits : only(limits, metric))
                .chain(limits -> standings(tenant, limits));
    }

    /** Of these metrics, the limits that nothing is left of. */
    public Uni<List<LimitStanding>> reached(TenantId tenant, Set<String> metrics) {
        return subscriptions
                .limits(tenant)
                .map(limits -> limits.stream()
                        .filter(limit -> metrics.contains(limit.metric()) && limit.amount() != null)
                        .toList())
                .chain(limits ->
                        limits.isEmpty() ? Uni.createFrom().item(List.<LimitStanding>of()) : standings(tenant, limits))
                .map(standings ->
                        standings.stream().filter(LimitStanding::isReached).toList());
    }

    private static List<Limit> only(List<Limit> limits, String metric) {
        var found =
                limits.stream().filter(limit -> limit.metric().equals(metric)).toList();
        return found.isEmpty() ? List.of(new Limit(metric, null, Period.MONTH, false)) : found;
    }

    private Uni<List<LimitStanding>> standings(TenantId tenant, List<Limit> limits) {
        return now(tenant, metrics(limits))
                .map(now -> limits.stream().map(now::standing).toList());
    }

    /** Null: all, since everything costs. */
    private static String @Nullable [] metrics(List<Limit> limits) {
        var metrics = limits.stream().map(Limit::metric).distinct().toArray(String[]::new);
        return Arrays.asList(metrics).contains(Metric.COST) ? null : metrics;
    }

    private Uni<Now> now(TenantId tenant, String @Nullable [] metrics) {
        return months.current(tenant).chain(month -> {
            var today = LocalDate.ofInstant(clock.instant(), month.zone());
            var dayEnds = month.startOf(today.plusDays(1));
            var range = Tuple.tuple()
                    .addUUID(tenant.value())
                    .addOffsetDateTime(month.start().atOffset(ZoneOffset.UTC))
                    .addOffsetDateTime(month.end().atOffset(ZoneOffset.UTC))
                    .addOffsetDateTime(month.startOf(today).atOffset(ZoneOffset.UTC))
                    .addOffsetDateTime(dayEnds.atOffset(ZoneOffset.UTC))
                    .addArrayOfString(metrics);
            return tenancy.sql(
                            tenant, connection -> connection.preparedQuery(USED).execute(range))
                    .chain(rows -> counts.of(tenant)
                            .map(counted -> new Now(
                                    month,
                                    dayEnds,
                                    used(rows, "quantity_of_day", "cost_of_day"),
                                    used(rows, "quantity", "cost"),
                                    counted)));
        });
    }

    private static Used used(RowSet<Row> rows, String quantity, String cost) {
        var used = Used.NOTHING;
        for (var row : rows) {
            used = used.plus(row.getString("metric"), row.getLong(quantity), row.getLong(cost));
        }
        return used;
    }
}
