package usher.billing.counted;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** The counts of all tenants, by the names that plans limit them by. */
@ApplicationScoped
public class Counts {
    private static final String STORE = """
            insert into counted_use (tenant_id, metric, amount, version) values ($1, $2, $3, $4)
            on conflict (tenant_id, metric) do update set amount = excluded.amount, version = excluded.version
            where counted_use.version < excluded.version""";
    private static final String OF = "select metric, amount from counted_use where tenant_id = $1";

    private final Pool jobs;
    private final Tenancy tenancy;

    Counts(@ReactiveDataSource("jobs") Pool jobs, Tenancy tenancy) {
        this.jobs = jobs;
        this.tenancy = tenancy;
    }

    /** What one snapshot of that version counted of one thing. */
    record Count(TenantId tenant, String metric, long amount, long version) {
        Tuple row() {
            return Tuple.of(tenant.value(), metric, amount, version);
        }
    }

    Uni<Void> store(List<Count> counts) {
        return counts.isEmpty()
                ? Uni.createFrom().voidItem()
                : jobs.preparedQuery(STORE)
                        .executeBatch(counts.stream().map(Count::row).toList())
                        .replaceWithVoid();
    }

    /** What nobody has said anything of is missing. */
    public Uni<Map<String, Long>> of(TenantId tenant) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(OF).execute(Tuple.of(tenant.value())))
                .map(rows -> {
                    var counts = new HashMap<String, Long>();
                    rows.forEach(row -> counts.put(row.getString("metric"), row.getLong("amount")));
                    return counts;
                });
    }
}
