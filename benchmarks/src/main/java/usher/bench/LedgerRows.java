package usher.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.e2e.world.Database;

/** The ledger by SQL alone: no Kafka, no service, nothing between the rows and the function that records them. */
final class LedgerRows {
    /** As many as billing-service takes at once. */
    private static final int BATCH = 2_000;

    private static final int STEP = 1_000_000;

    private static final String COLUMNS = """
            array_agg(tenant_id), array_agg(event_id), array_agg(source), array_agg(line), array_agg(metric),
            array_agg(quantity), array_agg(cost_micros), array_agg(dimensions), array_agg(occurred_at)""";

    /** The same rows as other tenants', in the order they came in. */
    private static final String COPY = """
            create temp table incoming as
            select (row_number() over (order by event_id)) as n, md5(tenant_id::text)::uuid as tenant_id, event_id, source, line,
                   metric, quantity, cost_micros, dimensions, occurred_at
              from ledger_entry where tenant_id = any(?)""";

    private static final String RECORD = "select record_usage(" + COLUMNS + ") from incoming where n > ? and n <= ?";

    private static final String GROW = """
            select record_usage(%s) from (
                select md5((n %% 10000)::text)::uuid as tenant_id,
                       (lpad(to_hex(?::bigint + n / 40), 12, '0') || '7' || right(md5(n::text || clock_timestamp()), 19))::uuid as event_id,
                       'usher/bench' as source, 0::smallint as line, 'tokens.output' as metric, 1::bigint as quantity,
                       600::bigint as cost_micros,
                       '{"model": "gpt-5-mini", "provider": "openai", "persona": "per_bench"}'::jsonb as dimensions,
                       to_timestamp((?::bigint + n / 40) / 1000.0) as occurred_at
                  from generate_series(?::bigint, ?::bigint) n) as made""".formatted(COLUMNS);

    private final Database database;

    LedgerRows(Database database) {
        this.database = database;
    }

    /** How many events of these tenants have reached the sums; each is of one. */
    long summed(List<TenantId> tenants) {
        return database.number(
                "select coalesce(sum(quantity), 0) from billing.usage_rollup where tenant_id = any(?)",
                (Object) uuids(tenants));
    }

    /** Writes what is in the ledger of these tenants again, for others; events a second. */
    double floor(List<TenantId> tenants) throws SQLException {
        try (var connection = open()) {
            try (var copy = connection.prepareStatement(COPY)) {
                copy.setArray(1, connection.createArrayOf("uuid", uuids(tenants)));
                copy.execute();
            }
            execute(connection, "alter table incoming add primary key (n)");
            execute(connection, "analyze incoming");
            long count = count(connection);
            long start = System.nanoTime();
            try (var record = connection.prepareStatement(RECORD)) {
                for (long from = 0; from < count; from += BATCH) {
                    record.setLong(1, from);
                    record.setLong(2, from + BATCH);
                    record.execute();
                }
            }
            double perSecond = count / ((System.nanoTime() - start) / 1e9);
            execute(connection, "drop table incoming");
            return perSecond;
        }
    }

    /** Fills the ledger with events of ten thousand tenants over some days, and prints what one costs at each million. */
    void grow(long most) throws SQLException {
        long epoch = System.currentTimeMillis();
        try (var connection = open();
                var grow = connection.prepareStatement(GROW)) {
            for (long rows = 0; rows < most; rows += STEP) {
                long start = System.nanoTime();
                for (long from = rows; from < rows + STEP; from += BATCH) {
                    grow.setLong(1, epoch);
                    grow.setLong(2, epoch);
                    grow.setLong(3, from);
                    grow.setLong(4, from + BATCH - 1);
                    grow.execute();
                }
                System.out.printf(
                        "ledger of %,11d more rows: %.1f µs an event%n",
                        rows + STEP, (System.nanoTime() - start) / 1e3 / STEP);
            }
        }
    }

    private Connection open() throws SQLException {
        var connection = database.connect();
        execute(connection, "set search_path to billing, public");
        return connection;
    }

    private static long count(Connection connection) throws SQLException {
        try (var counting = connection.createStatement();
                var counted = counting.executeQuery("select count(*) from incoming")) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static UUID[] uuids(List<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(UUID[]::new);
    }
}
