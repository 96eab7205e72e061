package usher.local.launch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import usher.local.infra.Database;

/** Looks at the services' database and says what it sees. */
record DatabaseInspection(Database database, Terminal terminal) {

    private static final List<String> KINDS = List.of("owner", "app", "jobs");

    /** Tables that belong to tenants but let everybody who can read them see every tenant. */
    private static final String OPEN_TABLES = """
            select n.nspname || '.' || c.relname
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where n.nspname in ('chat', 'tool', 'admin', 'billing') and c.relkind in ('r', 'p') and not c.relrowsecurity
            order by 1""";

    private static final String SIZES = """
            select n.nspname || '.' || c.relname, c.reltuples::bigint, pg_size_pretty(pg_total_relation_size(c.oid))
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('chat', 'tool', 'admin', 'billing') and c.relkind in ('r', 'p')
            order by 1""";

    /** Whether every role can sign in and every table that belongs to tenants has row-level security. */
    boolean check() throws SQLException {
        var faults = new ArrayList<String>();
        for (String service : Database.SERVICES) {
            for (String kind : KINDS) {
                signIn(service, kind, faults);
            }
            terminal.say(String.format(Locale.ROOT, "  %-8s %s", service, migration(service)));
        }
        for (List<String> row : rows(OPEN_TABLES)) {
            faults.add(row.getFirst() + " belongs to tenants but has no row-level security");
        }
        faults.forEach(fault -> terminal.say("  " + fault));
        terminal.say(faults.isEmpty() ? "  Everything is as it should be." : "  " + faults.size() + " faults.");
        return faults.isEmpty();
    }

    private void signIn(String service, String kind, List<String> faults) {
        try (Connection connection = database.connect(service, kind)) {
            if (!service.equals(connection.getSchema())) {
                faults.add(service + "_" + kind + " does not look into schema " + service);
            }
        } catch (SQLException e) {
            faults.add(service + "_" + kind + " cannot sign in: " + e.getMessage());
        }
    }

    private String migration(String service) throws SQLException {
        String history = service + ".flyway_schema_history";
        if (rows("select to_regclass('" + history + "')::text")
                .getFirst()
                .getFirst()
                .isEmpty()) {
            return "no tables yet: the service makes them when it starts";
        }
        List<String> row =
                rows("select count(*), coalesce(max(version), '?'), count(*) filter (where not success) from "
                                + history)
                        .getFirst();
        return row.get(0) + " migrations, newest V" + row.get(1)
                + (row.get(2).equals("0") ? "" : ", " + row.get(2) + " FAILED");
    }

    boolean stats() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
        for (List<String> row : rows(SIZES)) {
            terminal.say(String.format(Locale.ROOT, "  %-40s %12s rows %10s", row.get(0), row.get(1), row.get(2)));
        }
        terminal.say("  "
                + rows("select count(*) from pg_stat_activity where datname = current_database()")
                        .getFirst()
                        .getFirst() + " connections, "
                + rows("select pg_size_pretty(pg_database_size(current_database()))")
                        .getFirst()
                        .getFirst());
        return true;
    }

    private List<List<String>> rows(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            var rows = new ArrayList<List<String>>();
            while (found.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    String value = found.getString(column);
                    row.add(value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
