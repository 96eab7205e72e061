package usher.billing.closing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import usher.billing.charge.Bill;
import usher.billing.charge.Biller;
import usher.billing.charge.Period;
import usher.billing.closing.Accounts.Open;
import usher.billing.party.Seller;
import usher.billing.party.Sellers;
import usher.kit.time.Ids;

/**
 * Closes all periods that have ended, some hundred tenants in one transaction. What a crash interrupts was not done; the
 * tenants are taken in the same order again, so that they get the same numbers.
 */
@ApplicationScoped
public class MonthEnd {
    private static final Logger LOG = Logger.getLogger(MonthEnd.class);
    /** Lets no usage in between reading the sums and saying that they are charged; see record_usage. */
    private static final String ALONE = "select pg_advisory_xact_lock(7305001)";

    private static final String DUE = """
            select tenant_id from subscription where closes_at <= $1 and not (tenant_id = any ($2))
            order by closes_at, tenant_id limit $3 for update""";
    private static final String FILE = "select file_bills($1, $2, $3, $4)";

    private final Pool jobs;
    private final Accounts accounts;
    private final Sellers sellers;
    private final ObjectMapper mapper;
    private final Ids ids;
    private final InstantSource clock;
    private final ClosingConfig config;

    MonthEnd(
            @ReactiveDataSource("jobs") Pool jobs,
            Accounts accounts,
            Sellers sellers,
            ObjectMapper mapper,
            Ids ids,
            InstantSource clock,
            ClosingConfig config) {
        this.jobs = jobs;
        this.accounts = accounts;
        this.sellers = sellers;
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
        this.config = config;
    }

    /** A period that ended: where the next begins and ends. */
    private record Closed(UUID tenantId, Instant chargedUntil, Instant closesAt) {}

    @Scheduled(
            every = "${usher.billing.closing.every:5m}",
            delayed = "${usher.billing.closing.delay:20s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> due() {
        return run(clock.instant().minus(config.settle()))
                .invoke(closed -> {
                    if (closed > 0) {
                        LOG.infof("Periods were closed count=%d", closed);
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Periods wait to be closed"))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Closes every period that had ended by then, one after another where a tenant has several. How many there were. */
    public Uni<Long> run(Instant endedBy) {
        var broken = new HashSet<UUID>();
        return Multi.createBy()
                .repeating()
                .uni(() -> jobs.withTransaction(connection -> closeSome(connection, endedBy, broken)))
                .until(some -> some.tenants() == 0)
                .collect()
                .with(Collectors.summingLong(Some::closed));
    }

    /** How many tenants were looked at, and of how many a period was closed. */
    private record Some(int tenants, int closed) {}

    private Uni<Some> closeSome(SqlConnection connection, Instant endedBy, Set<UUID> broken) {
        var due = Tuple.of(endedBy.atOffset(ZoneOffset.UTC), broken.toArray(UUID[]::new), config.batch());
        return connection
                .query(ALONE)
                .execute()
                .chain(() -> connection.preparedQuery(DUE).execute(due))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("tenant_id"))
                        .toList())
                .chain(tenants -> tenants.isEmpty()
                        ? Uni.createFrom().item(new Some(0, 0))
                        : sellers.get(connection)
                                .chain(seller -> accounts.of(connection, seller, tenants)
                                        .chain(open -> file(connection, seller, open, broken)))
                                .map(closed -> new Some(tenants.size(), closed)));
    }

    private Uni<Integer> file(SqlConnection connection, Seller seller, List<Open> accounts, Set<UUID> broken) {
        var bills = new ArrayList<BillView.Filed>();
        var closings = new ArrayList<Closed>();
        for (var open : accounts) {
            try {
                Biller.bills(open.account()).forEach(bill -> bills.add(filed(open.buyer(), bill)));
                closings.add(closed(open.account().period(), open.buyer()));
            } catch (ArithmeticException tooBig) {
                // One tenant's amounts that no number holds must not keep all others from their invoices.
                broken.add(open.buyer().tenant());
                LOG.errorf(
                        tooBig,
                        "A period cannot be closed tenant=%s",
                        open.buyer().tenant());
            }
        }
        var columns = Tuple.of(
                array(bills), array(closings), seller.onPaper(), clock.instant().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(FILE).execute(columns).replaceWith(closings.size());
    }

    private BillView.Filed filed(Buyer buyer, Bill bill) {
        return new BillView.Filed(
                buyer.tenant(),
                ids.next(),
                bill.isOwed(),
                BillView.of(bill),
                bill.charged().stream().map(BillView.ChargedView::of).toList(),
                BillView.Addressed.of(buyer));
    }

    private static Closed closed(Period period, Buyer buyer) {
        var next = Period.from(period.end(), period.zone());
        return new Closed(buyer.tenant(), next.start(), next.end());
    }

    private JsonArray array(List<?> rows) {
        try {
            return new JsonArray(mapper.writeValueAsString(rows));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Views are always writable", impossible);
        }
    }
}
