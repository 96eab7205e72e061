package usher.billing.closing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import usher.billing.charge.Consumption;
import usher.billing.charge.Segment;
import usher.billing.charge.Used;

/**
 * Segments of many tenants, and what was used in each, read in one statement, and in a second one where plans charge by dimensions. Those of a tenant do not
 * overlap.
 */
final class Stretches {
    /** By the dimensions that charges may be for, where some are. */
    private static final String SLICED = """
            select s.tenant_id, s.starts_at, r.metric, r.model, r.provider, r.persona, r.tool,
                sum(r.quantity)::bigint as quantity, sum(r.cost_micros)::bigint as cost_micros
            from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as s (tenant_id, starts_at, ends_at)
            join usage_rollup r on r.tenant_id = s.tenant_id and r.bucket >= s.starts_at and r.bucket < s.ends_at
            group by 1, 2, 3, 4, 5, 6, 7""";

    private static final List<String> DIMENSIONS = List.of("model", "provider", "persona", "tool");
    private static final String USED = """
            select s.tenant_id, s.starts_at, r.metric, sum(r.quantity)::bigint as quantity, sum(r.cost_micros)::bigint as cost_micros
            from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as s (tenant_id, starts_at, ends_at)
            join usage_rollup r on r.tenant_id = s.tenant_id and r.bucket >= s.starts_at and r.bucket < s.ends_at
            group by 1, 2, 3""";

    /** A segment is known by its tenant and its beginning. */
    private record Key(UUID tenant, Instant start) {}

    /** What is to be read by one statement. */
    private record Asked(List<UUID> tenants, List<OffsetDateTime> starts, List<OffsetDateTime> ends) {
        static Asked nothing() {
            return new Asked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(UUID tenant, Segment segment) {
            tenants.add(tenant);
            starts.add(segment.start().atOffset(ZoneOffset.UTC));
            ends.add(segment.end().atOffset(ZoneOffset.UTC));
        }

        Tuple columns() {
            return Tuple.tuple()
                    .addArrayOfUUID(tenants.toArray(UUID[]::new))
                    .addArrayOfOffsetDateTime(starts.toArray(OffsetDateTime[]::new))
                    .addArrayOfOffsetDateTime(ends.toArray(OffsetDateTime[]::new));
        }
    }

    private final Asked whole = Asked.nothing();
    private final Asked sliced = Asked.nothing();
    private final Map<Key, Used> used = new HashMap<>();
    private final Map<Key, Map<Map<String, String>, Used>> byDimensions = new HashMap<>();

    void add(UUID tenant, Segment segment) {
        (segment.terms().isSliced() ? sliced : whole).add(tenant, segment);
    }

    Uni<Stretches> read(SqlConnection connection) {
        return read(connection, USED, whole, row -> used.merge(key(row), used(row), Used::plus))
                .chain(() -> read(
                        connection,
                        SLICED,
                        sliced,
                        row -> byDimensions
                                .computeIfAbsent(key(row), any -> new HashMap<>())
                                .merge(dimensions(row), used(row), Used::plus)))
                .replaceWith(this);
    }

    private static Uni<Void> read(SqlConnection connection, String sql, Asked asked, Consumer<Row> take) {
        return asked.tenants().isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(sql)
                        .execute(asked.columns())
                        .invoke(rows -> rows.forEach(take))
                        .replaceWithVoid();
    }

    private static Key key(Row row) {
        return new Key(
                row.getUUID("tenant_id"), row.getOffsetDateTime("starts_at").toInstant());
    }

    private static Used used(Row row) {
        return Used.NOTHING.plus(row.getString("metric"), row.getLong("quantity"), row.getLong("cost_micros"));
    }

    private static Map<String, String> dimensions(Row row) {
        return DIMENSIONS.stream().collect(Collectors.toMap(name -> name, row::getString));
    }

    Consumption of(UUID tenant) {
        return (segment, charge) -> {
            var key = new Key(tenant, segment.start());
            return segment.terms().isSliced()
                    ? byDimensions.getOrDefault(key, Map.of()).entrySet().stream()
                            .filter(part -> segment.terms().prices(charge, part.getKey()))
                            .map(Map.Entry::getValue)
                            .reduce(Used.NOTHING, Used::plus)
                            .of(charge.metric())
                    : used.getOrDefault(key, Used.NOTHING).of(charge.metric());
        };
    }
}
