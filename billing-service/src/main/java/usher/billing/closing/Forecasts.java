package usher.billing.closing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import usher.billing.charge.Account;
import usher.billing.charge.Bill;
import usher.billing.charge.Biller;
import usher.billing.charge.Period;
import usher.billing.charge.Phase;
import usher.billing.charge.Timeline;
import usher.billing.closing.Accounts.Open;
import usher.billing.closing.Forecast.Difference;
import usher.billing.closing.Forecast.WholeMonth;
import usher.billing.party.Seller;
import usher.billing.party.Sellers;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** What changes of a subscription would cost, by the computation that the invoices will be made with. */
@ApplicationScoped
public class Forecasts {
    private final Accounts accounts;
    private final Prices prices;
    private final Sellers sellers;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Forecasts(Accounts accounts, Prices prices, Sellers sellers, Tenancy tenancy, InstantSource clock) {
        this.accounts = accounts;
        this.prices = prices;
        this.sellers = sellers;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** The changes take the place of all that is scheduled; there is at least one. */
    public Uni<Forecast> of(TenantId tenant, List<Planned> changes) {
        return tenancy.sql(
                tenant,
                connection -> sellers.get(connection)
                        .chain(seller -> open(connection, seller, tenant, List.of())
                                .chain(unchanged -> open(connection, seller, tenant, changes)
                                        .map(changed ->
                                                forecast(unchanged.account(), changed.account(), changes.getLast())))));
    }

    private Uni<Open> open(SqlConnection connection, Seller seller, TenantId tenant, List<Planned> changes) {
        return accounts.of(connection, seller, List.of(tenant.value()), phases -> changed(phases, changes))
                .map(open -> {
                    if (open.isEmpty()) {
                        throw Refusal.notFound();
                    }
                    return open.getFirst();
                });
    }

    private List<Phase> changed(List<Phase> phases, List<Planned> changes) {
        if (changes.isEmpty()) {
            return phases;
        }
        var now = clock.instant();
        var kept = new ArrayList<>(
                phases.stream().filter(phase -> !phase.from().isAfter(now)).toList());
        changes.forEach(change -> kept.add(phase(change)));
        return kept;
    }

    private Phase phase(Planned change) {
        return new Phase(change.at(), change.state(), prices.of(change.plan()), change.seats());
    }

    private Forecast forecast(Account unchanged, Account changed, Planned last) {
        return new Forecast(differences(unchanged, changed), wholeMonth(changed, last));
    }

    private static List<Difference> differences(Account unchanged, Account changed) {
        var before = nets(unchanged);
        var after = nets(changed);
        var currencies = new TreeMap<>(before);
        currencies.putAll(after);
        return currencies.keySet().stream()
                .map(currency -> {
                    long was = before.getOrDefault(currency, 0L);
                    long is = after.getOrDefault(currency, 0L);
                    return new Difference(currency, was, is, Math.subtractExact(is, was));
                })
                .toList();
    }

    private static Map<String, Long> nets(Account account) {
        var nets = new TreeMap<String, Long>();
        Biller.bills(account).forEach(bill -> nets.put(bill.currency(), bill.netMinor()));
        return nets;
    }

    private List<WholeMonth> wholeMonth(Account account, Planned last) {
        var month = Period.from(last.at(), account.period().zone()).next();
        var alone = new Account(
                month,
                account.proration(),
                new Timeline(List.of(phase(last))),
                (segment, charge) -> 0,
                List.of(),
                Map.of(),
                account.reversed());
        return Biller.bills(alone).stream().map(Forecasts::month).toList();
    }

    private static WholeMonth month(Bill bill) {
        return new WholeMonth(bill.currency(), bill.netMinor(), bill.taxMinor(), bill.grossMinor());
    }
}
