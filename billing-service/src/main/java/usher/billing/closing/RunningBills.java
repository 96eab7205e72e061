package usher.billing.closing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import usher.billing.charge.Bill;
import usher.billing.charge.Biller;
import usher.billing.party.Sellers;

/** What the running periods of some tenants come to so far, as the previews of their invoices say it. */
@ApplicationScoped
public class RunningBills {
    private static final Logger LOG = Logger.getLogger(RunningBills.class);

    private final Accounts accounts;
    private final Sellers sellers;

    RunningBills(Accounts accounts, Sellers sellers) {
        this.accounts = accounts;
        this.sellers = sellers;
    }

    /** By tenant, one bill for each currency; those whose amounts no number holds are missing. */
    public Uni<Map<UUID, List<Bill>>> of(SqlConnection connection, List<UUID> tenants) {
        return sellers.get(connection)
                .chain(seller -> accounts.of(connection, seller, tenants))
                .map(RunningBills::bills);
    }

    private static Map<UUID, List<Bill>> bills(List<Accounts.Open> open) {
        var bills = new HashMap<UUID, List<Bill>>();
        for (var each : open) {
            try {
                bills.put(each.buyer().tenant(), Biller.bills(each.account()));
            } catch (ArithmeticException tooBig) {
                LOG.warnf(
                        "A period cannot be billed tenant=%s cause=%s",
                        each.buyer().tenant(), tooBig.toString());
            }
        }
        return bills;
    }
}
