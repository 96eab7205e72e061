package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import usher.billing.subscription.BillingMonth;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Reads the rollups of one tenant and one month in one pass. The ledger is not touched. */
@ApplicationScoped
class Sums {
    // Where days begin is computed here and passed in: there is one time zone database in a report, the JDK's.
    private static final String OF_MONTH = """
            select grouping(model, day) as left_out, metric, model, provider, day,
                sum(quantity)::bigint as quantity, sum(cost_micros)::bigint as cost_micros
            from (
                select metric, model, provider, width_bucket(bucket, $4::timestamptz[]) as day, quantity, cost_micros
                from usage_rollup
                where tenant_id = $1 and bucket >= $2 and bucket < $3
            ) as used
            group by grouping sets ((metric), (model, provider, metric), (day, metric))
            order by metric, model, provider, day""";
    /** Values of {@code grouping(model, day)}: a bit is set for what the row is not grouped by. */
    private static final int BY_METRIC = 0b11;

    private static final int BY_MODEL = 0b01;

    private final Tenancy tenancy;

    Sums(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Uni<List<Sum>> of(TenantId tenant, BillingMonth month) {
        var days = month.days();
        var starts = days.stream()
                .map(day -> month.startOf(day).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        var range = Tuple.of(
                tenant.value(),
                month.start().atOffset(ZoneOffset.UTC),
                month.end().atOffset(ZoneOffset.UTC),
                starts);
        return tenancy.sql(
                        tenant, connection -> connection.preparedQuery(OF_MONTH).execute(range))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> sum(row, days))
                        .toList());
    }

    private static Sum sum(Row row, List<LocalDate> days) {
        var metric = row.getString("metric");
        long quantity = row.getLong("quantity");
        long cost = row.getLong("cost_micros");
        return switch (row.getInteger("left_out")) {
            case BY_METRIC -> new Sum.OfMetric(metric, quantity, cost);
            case BY_MODEL -> new Sum.OfModel(row.getString("model"), row.getString("provider"), metric, quantity, cost);
            default -> new Sum.OfDay(days.get(row.getInteger("day") - 1), metric, quantity, cost);
        };
    }
}
