package usher.local.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The database of the services: one schema and three roles for each. Preparing it again changes nothing but passwords. */
public record Database(String host, int port, String name, String admin, Secrets secrets) {

    /** What the database and its administrator are called unless somebody says otherwise. */
    static final String NAME = "usher";

    public static final List<String> SERVICES = List.of("chat", "tool", "admin", "billing");

    static final String ADMIN = "postgres";

    static Database embedded(int port, Secrets secrets) {
        return new Database("127.0.0.1", port, NAME, ADMIN, secrets);
    }

    /**
     * The database at an address like {@code postgresql://host:5432/usher}. The administrator is {@code postgres}, or who
     * USHER_POSTGRES_ADMIN_USER names; the password stands among the secrets.
     */
    public static Database at(URI address, Map<String, String> environment, Secrets secrets) {
        int port = address.getPort() < 0 ? 5432 : address.getPort();
        String name = address.getPath().replaceFirst("^/", "");
        String admin = environment.getOrDefault("USHER_POSTGRES_ADMIN_USER", ADMIN);
        return new Database(address.getHost(), port, name, admin, secrets);
    }

    public void prepare() {
        try {
            create();
            try (Connection connection = connect(name);
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("create extension if not exists pg_trgm schema public");
                statement.execute("create extension if not exists unaccent schema public");
                for (String service : SERVICES) {
                    statement.execute(roles(service));
                }
                connection.commit();
            }
        } catch (SQLException e) {
            throw new StartFailure("Could not prepare the database: " + e.getMessage(), e);
        }
    }

    /** Deletes every schema and makes them empty again. Refuses while services are connected. */
    public void reset() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            try (var sessions =
                    statement.executeQuery("select count(*) from pg_stat_activity where usename ~ '_(app|jobs)$'")) {
                if (sessions.next() && sessions.getInt(1) > 0) {
                    throw new StartFailure("Services are connected to the database. Stop Usher first.");
                }
            }
            for (String service : SERVICES) {
                statement.execute("drop schema if exists " + service + " cascade");
            }
        }
        prepare();
    }

    /** A connection of the administrator to the services' database. */
    public Connection connect() throws SQLException {
        return connect(name);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/" + database, admin, secrets.postgresAdmin());
    }

    /** A connection of one of a service's roles: owner, app or jobs. */
    public Connection connect(String service, String kind) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/" + name, service + "_" + kind, secrets.postgres(kind));
    }

    private void create() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                var found = statement.executeQuery("select from pg_database where datname = " + literal(name))) {
            if (!found.next()) {
                statement.execute("create database \"" + name + "\"");
            }
        }
    }

    private String roles(String service) {
        return template()
                .replace("${service}", service)
                .replace("${owner}", literal(secrets.postgres("owner")))
                .replace("${app}", literal(secrets.postgres("app")))
                .replace("${jobs}", literal(secrets.postgres("jobs")));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String template() {
        try (InputStream stream = Database.class.getResourceAsStream("roles.sql")) {
            if (stream == null) {
                throw new IllegalStateException("roles.sql is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
