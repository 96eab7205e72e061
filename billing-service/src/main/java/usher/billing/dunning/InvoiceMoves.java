package usher.billing.dunning;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.document.Enclosures;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.Invoices;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantSnapshots;

/**
 * Tells of invoices that were written, issued, paid, became overdue or void, and of credit notes, and has the money asked for. Taking a move away and doing what it asks for is
 * one transaction, so that it happens once, whoever of the replicas does it.
 */
@ApplicationScoped
class InvoiceMoves {
    private static final Logger LOG = Logger.getLogger(InvoiceMoves.class);
    private static final int BATCH = 200;
    private static final String NEXT =
            "select tenant_id, invoice_id, status from invoice_move order by moved_at limit $1";
    private static final String TAKE = """
            delete from invoice_move where tenant_id = $1 and invoice_id = $2 and status = $3 returning from_status""";
    private static final String OPEN = """
            insert into dunning (tenant_id, invoice_id, state, next_at, updated_at) values ($1, $2, 'OPEN', $3, $4) on conflict do nothing""";

    private final Pool jobs;
    private final Tenancy tenancy;
    private final TenantSnapshots tenants;
    private final Invoices invoices;
    private final Enclosures enclosures;
    private final Outbox outbox;
    private final Events events;
    private final InstantSource clock;
    private final DunningConfig config;

    InvoiceMoves(
            @ReactiveDataSource("jobs") Pool jobs,
            Tenancy tenancy,
            TenantSnapshots tenants,
            Invoices invoices,
            Enclosures enclosures,
            Outbox outbox,
            Events events,
            InstantSource clock,
            DunningConfig config) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.invoices = invoices;
        this.enclosures = enclosures;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
        this.config = config;
    }

    private record Move(TenantId tenant, InvoiceId invoice, String status) {
        static Move of(Row row) {
            return new Move(
                    new TenantId(row.getUUID("tenant_id")),
                    new InvoiceId(row.getUUID("invoice_id")),
                    row.getString("status"));
        }
    }

    /** The oldest of those there are now; one that fails stays. */
    Uni<Void> follow() {
        return jobs.preparedQuery(NEXT)
                .execute(Tuple.of(BATCH))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(Move::of)
                .onItem()
                .transformToUniAndConcatenate(move -> follow(move)
                        .onFailure()
                        .invoke(failure -> LOG.errorf(failure, "A notice waits invoice=%s", move.invoice()))
                        .onFailure()
                        .recoverWithNull())
                .toUni()
                .replaceWithVoid();
    }

    private Uni<Void> follow(Move move) {
        return tenants.find(move.tenant())
                .map(tenant -> tenant == null ? null : tenant.locale())
                .chain(locale -> tenancy.sql(
                        move.tenant(),
                        connection -> connection
                                .preparedQuery(TAKE)
                                .execute(Tuple.of(
                                        move.tenant().value(), move.invoice().value(), move.status()))
                                .chain(rows -> rows.size() == 0
                                        ? Uni.createFrom().voidItem()
                                        : invoices.get(connection, move.tenant(), move.invoice())
                                                .chain(invoice -> act(
                                                        connection,
                                                        invoice,
                                                        names(
                                                                move,
                                                                rows.iterator()
                                                                        .next()
                                                                        .getString("from_status"),
                                                                invoice),
                                                        locale)))));
    }

    private static List<String> names(Move move, String from, InvoiceView invoice) {
        if (invoice.isCreditNote()) {
            return List.of(InvoiceNotices.CREDITED);
        }
        return switch (move.status()) {
            case "DRAFT" -> List.of(InvoiceNotices.CREATED);
            case "ISSUED" -> List.of(InvoiceNotices.FINALIZED);
            case "OVERDUE" -> List.of(InvoiceNotices.OVERDUE);
            case "VOID" -> List.of(InvoiceNotices.VOIDED);
            default ->
                from.equals("DRAFT")
                        ? List.of(InvoiceNotices.FINALIZED, InvoiceNotices.PAID)
                        : List.of(InvoiceNotices.PAID);
        };
    }

    private Uni<Void> act(SqlConnection connection, InvoiceView invoice, List<String> names, @Nullable String locale) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (var name : names) {
            var notice = InvoiceNotices.of(name, invoice, locale, enclosures.of(invoice, locale));
            told = told.chain(() -> outbox.append(connection, events.of(invoice.tenant(), notice)));
        }
        return names.equals(List.of(InvoiceNotices.FINALIZED)) ? told.chain(() -> open(connection, invoice)) : told;
    }

    private Uni<Void> open(SqlConnection connection, InvoiceView invoice) {
        Instant now = clock.instant();
        var due = invoice.dueAt();
        var first = config.chargeAt() == DunningConfig.Moment.ISSUE || due == null ? now : due;
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(
                        invoice.tenant().value(),
                        invoice.id().value(),
                        first.atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
