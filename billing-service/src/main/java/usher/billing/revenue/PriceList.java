package usher.billing.revenue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import usher.billing.charge.Charge;
import usher.billing.charge.Share;
import usher.billing.charge.Terms;
import usher.billing.closing.Prices;
import usher.billing.plan.PlanKey;

/**
 * What each plan version that anybody was on, with as many seats, brings in a whole month: the fee and the seats beyond those
 * included, before tax. Usage is not recurring, whatever it was last month.
 */
@ApplicationScoped
class PriceList {
    private static final Logger LOG = Logger.getLogger(PriceList.class);
    private static final Share WHOLE = new Share(1, 1);
    private static final String SOLD = """
            select distinct plan_code, plan_version, seats from subscription_phase
            where withdrawn_at is null and state = 'ACTIVE'""";

    private final Prices prices;

    PriceList(Prices prices) {
        this.prices = prices;
    }

    private record Price(String plan, int version, int seats, String currency, long minor) {}

    /** As columns: plan, version, seats, currency, minor units a month. */
    Uni<Tuple> columns(SqlConnection connection) {
        return prices.learn(connection)
                .chain(() -> connection.query(SOLD).execute())
                .map(rows -> {
                    var sold = new ArrayList<Price>();
                    rows.forEach(row -> add(
                            sold,
                            prices.of(new PlanKey(row.getString("plan_code"), row.getInteger("plan_version"))),
                            row.getInteger("seats")));
                    return columns(sold);
                });
    }

    private static void add(List<Price> sold, Terms terms, int seats) {
        try {
            long minor = terms.charges().stream()
                    .filter(Charge::isOfSeats)
                    .mapToLong(charge -> charge.tariff().price(seats, WHOLE))
                    .reduce(terms.baseMinor(), Math::addExact);
            sold.add(new Price(terms.plan(), terms.version(), seats, terms.currency(), minor));
        } catch (ArithmeticException tooBig) {
            LOG.warnf(
                    "A price is beyond all numbers plan=%s version=%d seats=%d", terms.plan(), terms.version(), seats);
        }
    }

    private static Tuple columns(List<Price> sold) {
        return Tuple.tuple()
                .addArrayOfString(sold.stream().map(Price::plan).toArray(String[]::new))
                .addArrayOfInteger(sold.stream().map(Price::version).toArray(Integer[]::new))
                .addArrayOfInteger(sold.stream().map(Price::seats).toArray(Integer[]::new))
                .addArrayOfString(sold.stream().map(Price::currency).toArray(String[]::new))
                .addArrayOfLong(sold.stream().map(Price::minor).toArray(Long[]::new));
    }
}
