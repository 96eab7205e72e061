package usher.chat.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.StreamSupport;
import usher.contracts.id.TenantId;

/** Whose rows are kept how long. */
@ApplicationScoped
class KeptTenants {
    /** A plan that names the metric {@code retention.days} without an amount keeps rows for ever. */
    private static final String ALL = """
            select t.tenant_id, coalesce(t.data ->> 'time_zone', 'UTC') as zone,
                   least(case when limited.named then limited.amount else $1::bigint end,
                         (t.data ->> 'retention_days')::bigint) as days
              from tenant_snapshot t
              left join entitlement_snapshot e on e.tenant_id = t.tenant_id
              left join lateral (select true as named, min((l ->> 'amount')::bigint) as amount
                    from jsonb_array_elements(e.data -> 'limits') l where l ->> 'metric' = 'retention.days' having count(*) > 0)
                   limited on true
             order by t.tenant_id
            """;

    private final RetentionConfig config;

    KeptTenants(RetentionConfig config) {
        this.config = config;
    }

    /** All whose rows end at some time. */
    Uni<List<KeptTenant>> all(SqlConnection connection) {
        return connection
                .preparedQuery(ALL)
                .execute(Tuple.of((long) config.days()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getLong("days") != null)
                        .map(KeptTenants::tenant)
                        .toList());
    }

    private static KeptTenant tenant(Row row) {
        return new KeptTenant(
                new TenantId(row.getUUID("tenant_id")),
                ZoneId.of(row.getString("zone")),
                Math.max(1, row.getLong("days")));
    }
}
