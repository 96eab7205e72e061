package usher.tool.statistic;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Reads hours that were summed up, and adds up the calls of those that were not yet. */
@ApplicationScoped
class Statistics {
    private static final int MOST_TOOLS = 500;
    private static final String REPORT = """
            with counted as (
                select tool, duration_class, calls, succeeded, duration_ms from invocation_hour
                 where hour >= :from and hour < :to %1$s
                union all
                select tool, duration_class(duration_ms), 1, (state = 'succeeded')::int, duration_ms
                  from invocation, summed_up
                 where created_at >= greatest(:from, summed_to) and created_at < :to
                   and state in ('succeeded', 'failed') and not test and repeats is null and origin is null
                   %2$s),
            classes as (
                select tool, duration_class, sum(calls) as calls, sum(succeeded) as succeeded, sum(duration_ms) as ms
                  from counted group by 1, 2),
            ranked as (
                select *, sum(calls) over (partition by tool order by duration_class) as up_to,
                       sum(calls) over (partition by tool) as total
                  from classes)
            select tool, max(total)::bigint, sum(succeeded)::bigint, (sum(ms) / max(total))::double precision,
                   class_middle(min(duration_class) filter (where up_to >= total * 0.50))::double precision,
                   class_middle(min(duration_class) filter (where up_to >= total * 0.95))::double precision
              from ranked group by tool order by 2 desc, 1 limit :most
            """;
    private static final String OF_ALL = REPORT.formatted("", "");
    private static final String OF_ONE = REPORT.formatted(
            "and tenant_id = :tenant",
            "and tenant_id = :tenant and id >= id_at(greatest(:from, summed_to) - interval '1 hour')");

    private final Tenancy tenancy;

    Statistics(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** Of one tenant, or of all when {@code tenant} is null. */
    Uni<List<ToolStatistic>> of(@Nullable TenantId tenant, Instant from, Instant to) {
        return tenant == null
                ? tenancy.across(() -> report(OF_ALL, from, to, query -> query))
                : tenancy.in(
                        tenant, () -> report(OF_ONE, from, to, query -> query.setParameter("tenant", tenant.value())));
    }

    private interface Narrowing {
        Mutiny.SelectionQuery<Object[]> narrow(Mutiny.SelectionQuery<Object[]> query);
    }

    private static Uni<List<ToolStatistic>> report(String sql, Instant from, Instant to, Narrowing tenant) {
        return Panache.getSession()
                .chain(session -> tenant.narrow(session.createNativeQuery(sql, Object[].class)
                                .setParameter("from", from.atOffset(ZoneOffset.UTC))
                                .setParameter("to", to.atOffset(ZoneOffset.UTC))
                                .setParameter("most", MOST_TOOLS))
                        .getResultList())
                .map(rows -> rows.stream().map(Statistics::statistic).toList());
    }

    private static ToolStatistic statistic(Object[] row) {
        long calls = (Long) row[1];
        long succeeded = (Long) row[2];
        return new ToolStatistic(
                (String) row[0],
                calls,
                succeeded,
                calls - succeeded,
                calls == 0 ? null : (double) succeeded / calls,
                (Double) row[3],
                (Double) row[4],
                (Double) row[5]);
    }
}
