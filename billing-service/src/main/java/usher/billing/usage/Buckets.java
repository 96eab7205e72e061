package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import usher.billing.subscription.BillingMonth;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Reads the rollups of one tenant over longer times than a month, or cut in another way. */
@ApplicationScoped
class Buckets {
    private static final String BY_MONTH = """
            select width_bucket(bucket, $4::timestamptz[]) as month, metric,
                sum(quantity)::bigint as quantity, sum(cost_micros)::bigint as cost_micros
            from usage_rollup where tenant_id = $1 and bucket >= $2 and bucket < $3
            group by 1, 2 order by 1, 2""";
    /** A conversation is a value, too: of more than these, those that cost or were used most are told. */
    private static final int MOST_VALUES = 1_000;

    /** All metrics of a value are told, or none. */
    private static final String OF_MOST = """
            ), most as (
                select value, sum(cost_micros) as cost, sum(quantity) as amount from used group by 1
                order by 2 desc, 3 desc, 1 limit %1$d
            )
            select value, metric, quantity, cost_micros, (select count(distinct value) > %1$d from used) as more
            from used join most using (value) order by cost_micros desc, quantity desc, value, metric""".formatted(MOST_VALUES);

    private static final String BY_DIMENSION = """
            with used as (
            select case $4 when 'model' then model when 'provider' then provider when 'persona' then persona else tool end as value,
                metric, sum(quantity)::bigint as quantity, sum(cost_micros)::bigint as cost_micros
            from usage_rollup where tenant_id = $1 and bucket >= $2 and bucket < $3
            group by 1, 2
            """ + OF_MOST;
    private static final String BY_LEDGER = """
            with used as (
            select coalesce(dimensions ->> $4, '') as value,
                metric, sum(quantity)::bigint as quantity, sum(cost_micros)::bigint as cost_micros
            from ledger_entry where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3
            group by 1, 2
            """ + OF_MOST;
    /** Reading the ledger holds a connection for seconds; the rest are for everybody. */
    private static final int LEDGERS_AT_ONCE = 2;

    /** Of one breakdown; a tenant that has used more in that time than can be read meanwhile asks for less of it. */
    private static final String PATIENCE = "set local statement_timeout = '10s'";

    private static final String CANCELLED = "57014";
    private static final String OF_METRIC = """
            select bucket, sum(quantity)::bigint as quantity
            from usage_rollup where tenant_id = $1 and bucket >= $2 and bucket < $3 and metric = $4
            group by 1 order by 1""";

    private final Tenancy tenancy;
    private final Semaphore ledgers = new Semaphore(LEDGERS_AT_ONCE);

    Buckets(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    record OfMonth(YearMonth month, String metric, long quantity, long costMicros) {}

    /** {@code value} is empty where the events did not say. */
    record OfValue(String value, String metric, long quantity, long costMicros) {}

    /** {@code truncated}: there are more values than are told. */
    record Values(List<OfValue> told, boolean truncated) {}

    record OfBucket(Instant start, long quantity) {}

    /** So many months up to and with the given one, the oldest first. */
    Uni<List<OfMonth>> months(TenantId tenant, BillingMonth last, int count) {
        var months = IntStream.range(0, count)
                .mapToObj(back -> new BillingMonth(last.month().minusMonths(count - 1L - back), last.zone()))
                .toList();
        var starts = months.stream()
                .map(month -> month.start().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return rows(
                tenant,
                BY_MONTH,
                starts[0].toInstant(),
                last.end(),
                starts,
                row -> new OfMonth(
                        months.get(row.getInteger("month") - 1).month(),
                        row.getString("metric"),
                        row.getLong("quantity"),
                        row.getLong("cost_micros")));
    }

    /** Of {@link #MOST_VALUES} values at most; 429 {@code report-busy} when the ledger is read for others. */
    Uni<Values> values(TenantId tenant, Span.Range range, Dimension dimension) {
        if (dimension.isSummed()) {
            return read(tenant, range, dimension);
        }
        if (!ledgers.tryAcquire()) {
            throw new Refusal("report-busy", 429, "Too many such reports are being made. Try again in a moment.")
                    .header("Retry-After", "5");
        }
        return read(tenant, range, dimension).eventually(() -> ledgers.release());
    }

    private Uni<Values> read(TenantId tenant, Span.Range range, Dimension dimension) {
        var sql = dimension.isSummed() ? BY_DIMENSION : BY_LEDGER;
        var arguments = arguments(tenant, range.start(), range.end(), dimension.name());
        return tenancy.sql(
                        tenant,
                        connection -> connection
                                .query(PATIENCE)
                                .execute()
                                .chain(() -> connection.preparedQuery(sql).execute(arguments)))
                .onFailure(Buckets::tookTooLong)
                .transform(slow -> Refusal.invalid(
                        "/to", "period-too-long", "There is too much usage in this period. Ask for a shorter one."))
                .map(rows -> new Values(
                        list(rows, Buckets::value),
                        rows.size() > 0 && rows.iterator().next().getBoolean("more")));
    }

    private static OfValue value(Row row) {
        return new OfValue(
                row.getString("value"), row.getString("metric"), row.getLong("quantity"), row.getLong("cost_micros"));
    }

    private static boolean tookTooLong(Throwable failure) {
        return failure instanceof PgException refused && CANCELLED.equals(refused.getSqlState());
    }

    Uni<List<OfBucket>> buckets(TenantId tenant, String metric, Instant from, Instant to) {
        return rows(
                tenant,
                OF_METRIC,
                from,
                to,
                metric,
                row -> new OfBucket(row.getOffsetDateTime("bucket").toInstant(), row.getLong("quantity")));
    }

    private <T> Uni<List<T>> rows(
            TenantId tenant, String sql, Instant from, Instant to, Object fourth, Function<Row, T> read) {
        var range = arguments(tenant, from, to, fourth);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(sql).execute(range))
                .map(rows -> list(rows, read));
    }

    private static Tuple arguments(TenantId tenant, Instant from, Instant to, Object fourth) {
        return Tuple.of(tenant.value(), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), fourth);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
