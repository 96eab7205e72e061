package usher.billing.invoice;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Finds invoices: a tenant's as the tenant, and those of all tenants, for the platform, as jobs. */
@ApplicationScoped
public class Invoices {
    private static final String VIEW = """
            select i.*, o.number as of_number from invoice i
            left join invoice o on o.tenant_id = i.tenant_id and o.id = i.of_invoice where """;
    private static final String LIST = VIEW + " ($1::uuid is null or i.tenant_id = $1) and i.id < $2 and "
            + InvoiceFilter.WHERE + " order by i.id desc limit $10";
    private static final String ONE = VIEW + " i.tenant_id = $1 and i.id = $2";
    private static final String LINES =
            "select * from invoice_line where tenant_id = $1 and invoice_id = $2 order by position";

    private final Tenancy tenancy;
    private final Pool jobs;

    Invoices(Tenancy tenancy, @ReactiveDataSource("jobs") Pool jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    Uni<List<InvoiceView>> list(TenantId tenant, @Nullable InvoiceId before, InvoiceFilter filter, int limit) {
        var which = which(tenant, before, filter, limit);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(LIST).execute(which))
                .map(Invoices::invoices);
    }

    /** Of all tenants, or of the one that is named. */
    Uni<List<InvoiceView>> all(@Nullable TenantId tenant, @Nullable InvoiceId before, InvoiceFilter filter, int limit) {
        return jobs.preparedQuery(LIST)
                .execute(which(tenant, before, filter, limit))
                .map(Invoices::invoices);
    }

    private static Tuple which(@Nullable TenantId tenant, @Nullable InvoiceId before, InvoiceFilter filter, int limit) {
        var from = before == null ? new UUID(-1, -1) : before.value();
        return filter.addTo(Tuple.of(tenant == null ? null : tenant.value(), from))
                .addInteger(limit);
    }

    /** With its lines. */
    public Uni<InvoiceView> get(TenantId tenant, InvoiceId id) {
        return tenancy.sql(tenant, connection -> get(connection, tenant, id));
    }

    public Uni<InvoiceView> get(SqlConnection connection, TenantId tenant, InvoiceId id) {
        var which = Tuple.of(tenant.value(), id.value());
        return connection
                .preparedQuery(ONE)
                .execute(which)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.notFound();
                    }
                    return InvoiceRows.invoice(rows.iterator().next());
                })
                .chain(invoice -> connection
                        .preparedQuery(LINES)
                        .execute(which)
                        .map(rows -> invoice.with(StreamSupport.stream(rows.spliterator(), false)
                                .map(InvoiceRows::line)
                                .toList())));
    }

    private static List<InvoiceView> invoices(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(InvoiceRows::invoice)
                .toList();
    }
}
