package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import usher.billing.charge.Used;
import usher.billing.counted.Counts;
import usher.contracts.event.Limit;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Which limits the running month's usage, or what there is now of what is counted, is over. */
@ApplicationScoped
class Overuse {
    private static final String USED = """
            select metric, sum(quantity)::bigint as quantity, sum(cost_micros)::bigint as cost_micros
            from usage_rollup where tenant_id = $1 and bucket >= $2 and bucket < $3 group by metric""";

    private final Tenancy tenancy;
    private final BillingMonths months;
    private final Counts counts;

    Overuse(Tenancy tenancy, BillingMonths months, Counts counts) {
        this.tenancy = tenancy;
        this.months = months;
        this.counts = counts;
    }

    /** A monthly limit that less is left of than nothing. */
    record Over(String metric, long limit, long used, boolean hard) {}

    Uni<List<Over>> of(TenantId tenant, List<Limit> limits) {
        return months.current(tenant)
                .chain(month -> tenancy.sql(
                        tenant,
                        connection -> connection
                                .preparedQuery(USED)
                                .execute(Tuple.of(
                                        tenant.value(),
                                        month.start().atOffset(ZoneOffset.UTC),
                                        month.end().atOffset(ZoneOffset.UTC)))))
                .chain(rows -> counts.of(tenant).map(counted -> over(used(rows), counted, limits)));
    }

    private static Used used(RowSet<Row> rows) {
        var used = Used.NOTHING;
        for (var row : rows) {
            used = used.plus(row.getString("metric"), row.getLong("quantity"), row.getLong("cost_micros"));
        }
        return used;
    }

    private static List<Over> over(Used used, Map<String, Long> counted, List<Limit> limits) {
        return limits.stream()
                .filter(limit -> limit.period() == Limit.Period.MONTH)
                .flatMap(limit -> {
                    var amount = limit.amount();
                    long so = counted.getOrDefault(limit.metric(), used.of(limit.metric()));
                    return amount == null || so <= amount
                            ? Stream.empty()
                            : Stream.of(new Over(limit.metric(), amount, so, limit.hard()));
                })
                .toList();
    }
}
