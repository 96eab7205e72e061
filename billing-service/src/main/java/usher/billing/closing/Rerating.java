package usher.billing.closing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Account;
import usher.billing.charge.Bill;
import usher.billing.charge.Biller;
import usher.billing.charge.Charged;
import usher.billing.charge.Consumption;
import usher.billing.charge.Line;
import usher.billing.charge.Segment;
import usher.billing.party.Sellers;
import usher.contracts.id.TenantId;

/**
 * What would be billed more or less if more or less had been used in some stretch of time, billed or running: the bills as they are, less the
 * bills as they would be, by the plans in force then. Nothing is kept of it.
 */
@ApplicationScoped
public class Rerating {
    private static final String BILLED = """
            select * from charged_usage where tenant_id = $1 and starts_at < $3 and ends_at > $2 order by starts_at, metric, part""";
    private static final long QUARTER = 900;

    private final Accounts accounts;
    private final Sellers sellers;

    Rerating(Accounts accounts, Sellers sellers) {
        this.accounts = accounts;
        this.sellers = sellers;
    }

    /** A metric in a quarter of an hour. */
    public record Use(String metric, Instant quarter) {
        public static Use of(String metric, Instant at) {
            return new Use(metric, Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), QUARTER) * QUARTER));
        }
    }

    /** In one currency, before and with tax. */
    public record Difference(String currency, long netMinor, long taxMinor, long grossMinor, List<OfLine> lines) {}

    /** In one stretch that a version of a plan charged. */
    public record OfLine(
            String plan,
            int planVersion,
            @Nullable String metric,
            Instant from,
            Instant to,
            long quantity,
            long amountMinor) {}

    /** {@code more} may be less than nothing; a stretch that was billed by a plan which does not charge for a metric costs nothing either way. */
    public Uni<List<Difference>> of(
            SqlConnection connection, TenantId tenant, Instant from, Instant to, Map<Use, Long> more) {
        var span = Tuple.of(tenant.value(), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
        return sellers.get(connection)
                .chain(seller -> accounts.of(connection, seller, List.of(tenant.value())))
                .chain(open -> open.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : connection
                                .preparedQuery(BILLED)
                                .execute(span)
                                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                        .map(accounts::charged)
                                        .toList())
                                .chain(billed -> compare(
                                        connection, tenant, open.getFirst().account(), billed, more)));
    }

    private static Uni<List<Difference>> compare(
            SqlConnection connection, TenantId tenant, Account running, List<Charged> billed, Map<Use, Long> more) {
        var stretches = new Stretches();
        var starts = new HashMap<Instant, Segment>();
        Stream.concat(
                        running.timeline().used(running.period(), running.proration()).stream(),
                        billed.stream().map(Charged::segment))
                .forEach(segment -> starts.putIfAbsent(segment.start(), segment));
        starts.values().forEach(segment -> stretches.add(tenant.value(), segment));
        return stretches.read(connection).map(read -> {
            var used = read.of(tenant.value());
            return differences(bills(running, used, billed), bills(running, with(used, more), billed));
        });
    }

    private static List<Bill> bills(Account running, Consumption used, List<Charged> billed) {
        return Biller.bills(new Account(
                running.period(), running.proration(), running.timeline(), used, billed, Map.of(), running.reversed()));
    }

    private static Consumption with(Consumption used, Map<Use, Long> more) {
        // Outcomes have none of the dimensions that charges may be for.
        return (segment, charge) -> used.of(segment, charge)
                + more.entrySet().stream()
                        .filter(entry -> entry.getKey().metric().equals(charge.metric())
                                && segment.terms().prices(charge, Map.of())
                                && !entry.getKey().quarter().isBefore(segment.start())
                                && entry.getKey().quarter().isBefore(segment.end()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private record Key(
            Segment segment, Line.Kind kind, @Nullable String metric) {}

    private static List<Difference> differences(List<Bill> before, List<Bill> after) {
        var currencies = new TreeMap<String, Bill[]>();
        before.forEach(bill -> currencies.computeIfAbsent(bill.currency(), any -> new Bill[2])[0] = bill);
        after.forEach(bill -> currencies.computeIfAbsent(bill.currency(), any -> new Bill[2])[1] = bill);
        return currencies.entrySet().stream()
                .map(entry -> difference(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .filter(difference -> !difference.lines().isEmpty())
                .toList();
    }

    private static Difference difference(String currency, @Nullable Bill before, @Nullable Bill after) {
        var lines = new HashMap<Key, long[]>();
        add(lines, before, -1);
        add(lines, after, 1);
        long net = (after == null ? 0 : after.netMinor()) - (before == null ? 0 : before.netMinor());
        long tax = (after == null ? 0 : after.taxMinor()) - (before == null ? 0 : before.taxMinor());
        return new Difference(
                currency,
                net,
                tax,
                net + tax,
                lines.entrySet().stream()
                        .filter(line -> line.getValue()[0] != 0 || line.getValue()[1] != 0)
                        .map(line -> line(line.getKey(), line.getValue()))
                        .sorted(Comparator.comparing(OfLine::from).thenComparing(line -> String.valueOf(line.metric())))
                        .toList());
    }

    private static void add(Map<Key, long[]> lines, @Nullable Bill bill, int sign) {
        if (bill != null) {
            for (var line : bill.lines()) {
                var sum =
                        lines.computeIfAbsent(new Key(line.segment(), line.kind(), line.metric()), any -> new long[2]);
                sum[0] += sign * line.quantity();
                sum[1] += sign * line.amountMinor();
            }
        }
    }

    private static OfLine line(Key key, long[] sum) {
        var segment = key.segment();
        return new OfLine(
                segment.terms().plan(),
                segment.terms().version(),
                key.metric(),
                segment.start(),
                segment.end(),
                sum[0],
                sum[1]);
    }
}
