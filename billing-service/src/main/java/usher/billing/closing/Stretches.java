package usher.billing.closing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import usher.billing.charge.Consumption;
import usher.billing.charge.Segment;
import usher.billing.charge.Used;

/** Segments of many tenants, and what was used in each, read in one statement. Those of a tenant do not overlap. */
final class Stretches {
    private static final String USED = """
            select s.tenant_id, s.starts_at, r.metric, sum(r.quantity)::bigint as quantity, sum(r.cost_micros)::bigint as cost_micros
            from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as s (tenant_id, starts_at, ends_at)
            join usage_rollup r on r.tenant_id = s.tenant_id and r.bucket >= s.starts_at and r.bucket < s.ends_at
            group by 1, 2, 3""";

    /** A segment is known by its tenant and its beginning. */
    private record Key(UUID tenant, Instant start) {}

    private final List<UUID> tenants = new ArrayList<>();
    private final List<OffsetDateTime> starts = new ArrayList<>();
    private final List<OffsetDateTime> ends = new ArrayList<>();
    private final Map<Key, Used> used = new HashMap<>();

    void add(UUID tenant, Segment segment) {
        tenants.add(tenant);
        starts.add(segment.start().atOffset(ZoneOffset.UTC));
        ends.add(segment.end().atOffset(ZoneOffset.UTC));
    }

    Uni<Stretches> read(SqlConnection connection) {
        if (tenants.isEmpty()) {
            return Uni.createFrom().item(this);
        }
        var columns = Tuple.tuple()
                .addArrayOfUUID(tenants.toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(starts.toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(ends.toArray(OffsetDateTime[]::new));
        return connection
                .preparedQuery(USED)
                .execute(columns)
                .invoke(rows -> rows.forEach(row -> used.merge(
                        new Key(
                                row.getUUID("tenant_id"),
                                row.getOffsetDateTime("starts_at").toInstant()),
                        Used.NOTHING.plus(row.getString("metric"), row.getLong("quantity"), row.getLong("cost_micros")),
                        Used::plus)))
                .replaceWith(this);
    }

    Consumption of(UUID tenant) {
        return (segment, metric) -> used.getOrDefault(new Key(tenant, segment.start()), Used.NOTHING)
                .of(metric);
    }
}
