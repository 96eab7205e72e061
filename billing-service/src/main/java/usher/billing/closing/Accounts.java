package usher.billing.closing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import usher.billing.charge.Account;
import usher.billing.charge.Charged;
import usher.billing.charge.Phase;
import usher.billing.charge.Segment;
import usher.billing.charge.Share;
import usher.billing.charge.Timeline;
import usher.billing.party.Seller;
import usher.billing.plan.PlanKey;

/**
 * Reads what the bills of the running periods of some tenants depend on, with one statement for each kind of thing however
 * many tenants there are. It sees what its transaction sees: one tenant's preview and the month end ask the same.
 */
@ApplicationScoped
class Accounts {
    private static final String BUYERS = """
            select s.tenant_id, s.zone, s.charged_until, s.closes_at, coalesce(p.legal_name, t.data ->> 'name', '') as name,
                coalesce(p.address, '') as address, p.country, p.tax_id, p.email
            from subscription s left join billing_profile p using (tenant_id) left join tenant_snapshot t using (tenant_id)
            where s.tenant_id = any ($1) order by s.tenant_id""";
    private static final String PHASES = """
            select tenant_id, starts_at, state, plan_code, plan_version, seats from subscription_phase
            where tenant_id = any ($1) and withdrawn_at is null order by tenant_id, starts_at, id""";
    private static final String CREDITS = """
            select tenant_id, currency, sum(amount_minor)::bigint as amount_minor from credit
            where tenant_id = any ($1) group by 1, 2""";
    private static final String REOPENED = """
            select c.* from charged_usage c where c.tenant_id = any ($1) and exists (
                select from late_usage l where l.tenant_id = c.tenant_id and l.bucket >= c.starts_at and l.bucket < c.ends_at)
            order by c.tenant_id, c.starts_at, c.metric, c.part""";

    private final Prices prices;

    Accounts(Prices prices) {
        this.prices = prices;
    }

    /** A tenant's account and whom its bills are addressed to. */
    record Open(Buyer buyer, Account account) {}

    /** What was read so far. */
    private record Read(
            Seller seller,
            List<Buyer> buyers,
            Map<UUID, List<Phase>> phases,
            Map<UUID, Map<String, Long>> credits,
            Map<UUID, List<Charged>> reopened) {

        Timeline timeline(Buyer buyer) {
            return new Timeline(phases.getOrDefault(buyer.tenant(), List.of()));
        }

        List<Charged> reopened(Buyer buyer) {
            return reopened.getOrDefault(buyer.tenant(), List.of());
        }

        Stretches stretches() {
            var stretches = new Stretches();
            for (var buyer : buyers) {
                var segments = new ArrayList<>(timeline(buyer).used(buyer.period(), seller.proration()));
                reopened(buyer).stream().map(Charged::segment).forEach(segments::add);
                segments.stream()
                        .collect(Collectors.toMap(Segment::start, any -> any, (one, same) -> one))
                        .values()
                        .forEach(segment -> stretches.add(buyer.tenant(), segment));
            }
            return stretches;
        }

        List<Open> open(Stretches used) {
            return buyers.stream()
                    .map(buyer -> new Open(
                            buyer,
                            new Account(
                                    buyer.period(),
                                    seller.proration(),
                                    timeline(buyer),
                                    used.of(buyer.tenant()),
                                    reopened(buyer),
                                    credits.getOrDefault(buyer.tenant(), Map.of()),
                                    buyer.owesTaxElsewhere(seller.country()))))
                    .toList();
        }
    }

    Uni<List<Open>> of(SqlConnection connection, Seller seller, List<UUID> tenants) {
        return of(connection, seller, tenants, phases -> phases);
    }

    /** As they would be with other phases. */
    Uni<List<Open>> of(
            SqlConnection connection, Seller seller, List<UUID> tenants, UnaryOperator<List<Phase>> otherPhases) {
        var ids = Tuple.tuple().addArrayOfUUID(tenants.toArray(UUID[]::new));
        return prices.learn(connection)
                .chain(() -> rows(connection, BUYERS, ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Accounts::buyer)
                        .toList())
                .chain(buyers -> rows(connection, PHASES, ids)
                        .map(rows -> grouped(rows, this::phase))
                        .invoke(phases -> phases.replaceAll((tenant, known) -> otherPhases.apply(known)))
                        .chain(phases -> rows(connection, CREDITS, ids)
                                .map(Accounts::credits)
                                .chain(credits -> rows(connection, REOPENED, ids)
                                        .map(rows -> new Read(
                                                seller, buyers, phases, credits, grouped(rows, this::charged))))))
                .chain(read -> read.stretches().read(connection).map(read::open));
    }

    private static Uni<RowSet<Row>> rows(SqlConnection connection, String sql, Tuple ids) {
        return connection.preparedQuery(sql).execute(ids);
    }

    private static Buyer buyer(Row row) {
        return new Buyer(
                row.getUUID("tenant_id"),
                ZoneId.of(row.getString("zone")),
                at(row, "charged_until"),
                at(row, "closes_at"),
                row.getString("name"),
                row.getString("address"),
                row.getString("country"),
                row.getString("tax_id"),
                row.getString("email"));
    }

    private Phase phase(Row row) {
        return new Phase(
                at(row, "starts_at"),
                Phase.State.valueOf(row.getString("state")),
                prices.of(plan(row)),
                row.getInteger("seats"));
    }

    /** A row of {@code charged_usage}. */
    Charged charged(Row row) {
        var share = new Share(row.getLong("share_part"), row.getLong("share_whole"));
        var terms = prices.of(plan(row));
        var segment = new Segment(at(row, "starts_at"), at(row, "ends_at"), share, terms, 0);
        var charge = terms.charge(row.getString("metric"), row.getInteger("part"));
        return new Charged(segment, charge, row.getLong("quantity"), row.getLong("amount_minor"));
    }

    private static PlanKey plan(Row row) {
        return new PlanKey(row.getString("plan_code"), row.getInteger("plan_version"));
    }

    private static Map<UUID, Map<String, Long>> credits(RowSet<Row> rows) {
        var credits = new HashMap<UUID, Map<String, Long>>();
        rows.forEach(row -> credits.computeIfAbsent(row.getUUID("tenant_id"), any -> new HashMap<>())
                .put(row.getString("currency"), row.getLong("amount_minor")));
        return credits;
    }

    private static <T> Map<UUID, List<T>> grouped(RowSet<Row> rows, Function<Row, T> read) {
        var grouped = new HashMap<UUID, List<T>>();
        rows.forEach(row -> grouped.computeIfAbsent(row.getUUID("tenant_id"), any -> new ArrayList<>())
                .add(read.apply(row)));
        return grouped;
    }

    private static Instant at(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
