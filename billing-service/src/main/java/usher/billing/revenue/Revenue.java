package usher.billing.revenue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/** Reads the reports, one statement each. Months are of UTC: the platform's books are not a tenant's. */
@ApplicationScoped
class Revenue {
    private static final String MOVEMENTS = "select * from recurring_movements($1, $2, $3, $4, $5, $6)";
    private static final String COLLECTIONS = """
            with m as (
                select to_char(moment, 'YYYY-MM') as month, moment as starts_at, lead(moment) over (order by at) as ends_at
                from unnest($1::timestamptz[]) with ordinality as m (moment, at)
            ), sums as (
                select m.month, i.currency, i.net_minor + i.tax_minor as invoiced, 0 as collected, 0 as paid, 0 as credited, 0 as notes
                from m join invoice i on i.issued_at >= m.starts_at and i.issued_at < m.ends_at where i.kind = 'INVOICE' and i.status <> 'VOID'
                union all
                select m.month, i.currency, 0, greatest(i.due_minor, 0), case when i.due_minor > 0 then 1 else 0 end, 0, 0
                from m join invoice i on i.paid_at >= m.starts_at and i.paid_at < m.ends_at where i.kind = 'INVOICE'
                union all
                select m.month, i.currency, 0, 0, 0, -(i.net_minor + i.tax_minor), 1
                from m join invoice i on i.issued_at >= m.starts_at and i.issued_at < m.ends_at where i.kind = 'CREDIT_NOTE'
            )
            select month, currency, sum(invoiced)::bigint as invoiced, sum(collected)::bigint as collected, sum(paid)::bigint as paid,
                case when sum(paid) > 0 then round(sum(collected)::numeric / sum(paid))::bigint end as average,
                sum(credited)::bigint as credited, sum(notes)::bigint as notes
            from sums group by 1, 2 order by 1 desc, 2""";
    private static final String RECEIVABLES = """
            with late as (
                select currency, due_minor, $1 - due_at as by from invoice where kind = 'INVOICE' and status in ('ISSUED', 'OVERDUE'))
            select currency, count(*) as invoices, sum(due_minor)::bigint as outstanding,
                coalesce(sum(due_minor) filter (where by < interval '0'), 0)::bigint as not_due,
                coalesce(sum(due_minor) filter (where by >= interval '0' and by < interval '30 days'), 0)::bigint as up_to_30,
                coalesce(sum(due_minor) filter (where by >= interval '30 days' and by < interval '60 days'), 0)::bigint as up_to_60,
                coalesce(sum(due_minor) filter (where by >= interval '60 days' and by < interval '90 days'), 0)::bigint as up_to_90,
                coalesce(sum(due_minor) filter (where by >= interval '90 days'), 0)::bigint as over_90,
                coalesce(sum(due_minor) filter (where by >= interval '0'), 0)::bigint as overdue
            from late group by 1 order by 1""";
    private static final String PLANS = """
            with r as (
                select plan_code, currency, count(*) as customers, sum(minor) as monthly
                from recurring($1, $2, $3, $4, $5, array[$6::timestamptz], null) group by 1, 2
            ), i as (
                select s.plan_code, i.currency, sum(outstanding_minor) as outstanding, sum(overdue_minor) as overdue,
                    sum(collected_minor) as collected, sum(credited_minor) as credited
                from invoiced(null, $6) i join subscription s using (tenant_id) group by 1, 2
            )
            select plan_code, currency, coalesce(customers, 0)::bigint as customers, coalesce(monthly, 0)::bigint as monthly,
                coalesce(outstanding, 0)::bigint as outstanding, coalesce(overdue, 0)::bigint as overdue,
                coalesce(collected, 0)::bigint as collected, coalesce(credited, 0)::bigint as credited
            from r full join i using (plan_code, currency) order by 1, 2""";
    private static final String TENANTS = """
            with page as materialized (
                select tenant_id, plan_code, status, created_at from subscription
                where tenant_id > $7 and ($8::text is null or plan_code = $8) order by tenant_id limit $9
            ), ids as (select array_agg(tenant_id) as of_page from page),
            r as (select x.* from ids, recurring($1, $2, $3, $4, $5, array[$6::timestamptz], of_page) as x),
            i as (select x.* from ids, invoiced(of_page, $6) as x),
            money as (
                select tenant_id, jsonb_agg(jsonb_build_object('currency', currency, 'monthly', coalesce(r.minor, 0),
                    'outstanding', coalesce(outstanding_minor, 0), 'overdue', coalesce(overdue_minor, 0),
                    'collected', coalesce(collected_minor, 0), 'credited', coalesce(credited_minor, 0)) order by currency) as money
                from r full join i using (tenant_id, currency) group by 1
            )
            select p.*, coalesce(t.data ->> 'name', '') as name, coalesce(m.money, '[]') as money
            from page p left join money m using (tenant_id) left join tenant_snapshot t using (tenant_id) order by p.tenant_id""";

    private final Pool jobs;
    private final PriceList prices;
    private final InstantSource clock;

    Revenue(@ReactiveDataSource("jobs") Pool jobs, PriceList prices, InstantSource clock) {
        this.jobs = jobs;
        this.prices = prices;
        this.clock = clock;
    }

    /** The last so many months with the running one, the newest first. */
    Uni<List<Rows.Movement>> movements(int months) {
        var last = YearMonth.from(now());
        return priced(MOVEMENTS, columns -> columns.addArrayOfOffsetDateTime(ends(months)), row -> {
                    int step = row.getInteger("step");
                    return movement(row, last.minusMonths(months - (long) step));
                })
                .map(List::reversed);
    }

    Uni<List<Rows.Collection>> collections(int months) {
        var last = YearMonth.from(now());
        var starts = IntStream.rangeClosed(0, months)
                .mapToObj(at -> start(last.minusMonths(months - 1L - at)))
                .toArray(OffsetDateTime[]::new);
        return jobs.preparedQuery(COLLECTIONS)
                .execute(Tuple.tuple().addArrayOfOffsetDateTime(starts))
                .map(rows -> list(rows, Revenue::collection));
    }

    Uni<List<Rows.Receivable>> receivables() {
        return jobs.preparedQuery(RECEIVABLES).execute(Tuple.of(now())).map(rows -> list(rows, Revenue::receivable));
    }

    Uni<List<Rows.OfPlan>> plans() {
        return priced(PLANS, columns -> columns.addOffsetDateTime(now()), Revenue::ofPlan);
    }

    /** Tenants after the given one, of one plan or of all. */
    Uni<List<Rows.OfTenant>> tenants(@Nullable TenantId after, @Nullable String plan, int limit) {
        var from = after == null ? new UUID(0, 0) : after.value();
        return priced(
                TENANTS,
                columns -> columns.addOffsetDateTime(now())
                        .addUUID(from)
                        .addString(plan)
                        .addInteger(limit),
                Revenue::ofTenant);
    }

    private <T> Uni<List<T>> priced(String sql, Function<Tuple, Tuple> arguments, Function<Row, T> read) {
        return jobs.withConnection(connection -> read(connection, sql, arguments))
                .map(rows -> list(rows, read));
    }

    private Uni<RowSet<Row>> read(SqlConnection connection, String sql, Function<Tuple, Tuple> arguments) {
        return prices.columns(connection)
                .chain(columns -> connection.preparedQuery(sql).execute(arguments.apply(columns)));
    }

    /** Where months end, from before the first to the last, which ends now. */
    private OffsetDateTime[] ends(int months) {
        var now = now();
        var last = YearMonth.from(now);
        return IntStream.rangeClosed(0, months)
                .mapToObj(at -> at == months ? now : start(last.minusMonths(months - 1L - at)))
                .toArray(OffsetDateTime[]::new);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static Rows.Movement movement(Row row, YearMonth month) {
        return new Rows.Movement(
                month.toString(),
                row.getString("currency"),
                row.getLong("start_minor"),
                row.getLong("new_minor"),
                row.getLong("expansion_minor"),
                row.getLong("contraction_minor"),
                row.getLong("churned_minor"),
                row.getLong("end_minor"),
                row.getLong("customers_start"),
                row.getLong("customers_new"),
                row.getLong("customers_churned"),
                row.getLong("customers_end"));
    }

    private static Rows.Collection collection(Row row) {
        return new Rows.Collection(
                row.getString("month"),
                row.getString("currency"),
                row.getLong("invoiced"),
                row.getLong("collected"),
                row.getLong("paid"),
                row.getLong("average"),
                row.getLong("credited"),
                row.getLong("notes"));
    }

    private static Rows.Receivable receivable(Row row) {
        return new Rows.Receivable(
                row.getString("currency"),
                row.getLong("invoices"),
                row.getLong("outstanding"),
                row.getLong("not_due"),
                row.getLong("up_to_30"),
                row.getLong("up_to_60"),
                row.getLong("up_to_90"),
                row.getLong("over_90"),
                row.getLong("overdue"));
    }

    private static Rows.OfPlan ofPlan(Row row) {
        return new Rows.OfPlan(
                row.getString("plan_code"),
                row.getString("currency"),
                row.getLong("customers"),
                row.getLong("monthly"),
                row.getLong("outstanding"),
                row.getLong("overdue"),
                row.getLong("collected"),
                row.getLong("credited"));
    }

    private static Rows.OfTenant ofTenant(Row row) {
        Instant since = row.getOffsetDateTime("created_at").toInstant();
        var money = row.getJsonArray("money").stream()
                .map(JsonObject.class::cast)
                .map(sum -> new Rows.Money(
                        sum.getString("currency"),
                        sum.getLong("monthly"),
                        sum.getLong("outstanding"),
                        sum.getLong("overdue"),
                        sum.getLong("collected"),
                        sum.getLong("credited")))
                .toList();
        return new Rows.OfTenant(
                new TenantId(row.getUUID("tenant_id")),
                row.getString("name"),
                row.getString("plan_code"),
                row.getString("status").toLowerCase(Locale.ROOT),
                since,
                money);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
