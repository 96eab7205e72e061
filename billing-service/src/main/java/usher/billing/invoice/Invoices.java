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
    private static final String OF_TENANT = """
            select * from invoice where tenant_id = $1 and id < $2 and ($3::text is null or status = $3)
            order by id desc limit $4""";
    private static final String OF_ALL = """
            select * from invoice where id < $1 and ($2::text is null or status = $2) and ($3::text is null or period = $3)
            order by id desc limit $4""";
    private static final String ONE = "select * from invoice where tenant_id = $1 and id = $2";
    private static final String LINES =
            "select * from invoice_line where tenant_id = $1 and invoice_id = $2 order by position";

    private final Tenancy tenancy;
    private final Pool jobs;

    Invoices(Tenancy tenancy, @ReactiveDataSource("jobs") Pool jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    Uni<List<InvoiceView>> list(TenantId tenant, @Nullable InvoiceId before, @Nullable Status status, int limit) {
        var which = Tuple.of(tenant.value(), from(before), status == null ? null : status.name(), limit);
        return tenancy.sql(
                        tenant,
                        connection -> connection.preparedQuery(OF_TENANT).execute(which))
                .map(Invoices::invoices);
    }

    Uni<List<InvoiceView>> all(
            @Nullable InvoiceId before, @Nullable Status status, @Nullable String period, int limit) {
        var which = Tuple.of(from(before), status == null ? null : status.name(), period, limit);
        return jobs.preparedQuery(OF_ALL).execute(which).map(Invoices::invoices);
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

    private static UUID from(@Nullable InvoiceId before) {
        return before == null ? new UUID(-1, -1) : before.value();
    }

    private static List<InvoiceView> invoices(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(InvoiceRows::invoice)
                .toList();
    }
}
