package usher.e2e.isolation;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.e2e.client.Tenant;
import usher.e2e.world.Database;

/** Row-level security, one of the two walls between tenants: what it holds back, and how it is taken down for a while. */
final class RowSecurity implements AutoCloseable {

    private static final String GUARDED = """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('chat', 'tool', 'admin', 'billing') and c.relkind in ('r', 'p') and c.relrowsecurity = ?
            order by 1""";

    /** Those with the tenant in a column of its own; parts of a table are reached through the whole. */
    private static final String OF_TENANTS = """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where n.nspname in ('chat', 'tool', 'admin', 'billing') and c.relkind in ('r', 'p') and not c.relispartition
            order by 1""";

    private final Database database;
    private final List<String> tables;

    private RowSecurity(Database database) {
        this.database = database;
        this.tables = guarded(database);
    }

    /** No table has it until this is closed. */
    static RowSecurity off(Database database) {
        var wall = new RowSecurity(database);
        wall.all("disable");
        return wall;
    }

    static List<String> guarded(Database database) {
        return database.list(GUARDED, row -> row.getString(1), true);
    }

    static List<String> unguarded(Database database) {
        return database.list(GUARDED, row -> row.getString(1), false);
    }

    static List<String> ofTenants(Database database) {
        return database.list(OF_TENANTS, row -> row.getString(1));
    }

    /**
     * How many rows of the owner a service sees in a table while it works for somebody else.
     *
     * @param there rows that the owner has
     * @param through rows seen with the wall up
     * @param over rows seen with the wall down, where the role may read the table at all
     */
    record Glimpse(String table, long there, long through, long over) {}

    /** Looks in a transaction that is rolled back, with the role that the service has. */
    static Glimpse glimpse(Database database, String table, Tenant owner, Tenant other) {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            var statement = connection.createStatement();
            var count = "select count(*) from " + table + " where tenant_id = '" + uuid(owner) + "'";
            var becomeService = "set local role " + table.substring(0, table.indexOf('.')) + "_app";
            statement.execute("set local usher.tenant = '" + uuid(other) + "'");
            long there = number(statement, count);
            statement.execute(becomeService);
            long through = number(statement, count);
            statement.execute("reset role");
            statement.execute("alter table " + table + " disable row level security");
            statement.execute(becomeService);
            long over = number(statement, count);
            connection.rollback();
            return new Glimpse(table, there, through, over);
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    private static long number(java.sql.Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static UUID uuid(Tenant tenant) {
        return TenantId.fromString(tenant.id()).value();
    }

    private void all(String what) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute("alter table " + table + " " + what + " row level security");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        all("enable");
    }
}
