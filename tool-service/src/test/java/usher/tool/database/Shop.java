package usher.tool.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Properties;

/** The database of somebody else: of its own on the embedded server, with a role that could write. */
record Shop(String host, int port, String name, String user, String password) {
    static Shop open(String name) {
        var server = URI.create(System.getProperty("usher.postgres.url"));
        var shop = new Shop("localhost", server.getPort(), name, name + "_reader", "geheim");
        execute(
                shop,
                "postgres",
                "create database " + name,
                "create role %s login password '%s'".formatted(shop.user(), shop.password()));
        return shop;
    }

    /** As the administrator of the server. */
    void execute(String... statements) {
        execute(this, name, statements);
    }

    private static void execute(Shop shop, String database, String... statements) {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(shop.port(), database);
        try (var connection = DriverManager.getConnection(url, "postgres", administrator());
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the embedded platform keeps it: in the folder of its newest run. */
    private static String administrator() {
        try (var runs = Files.list(Path.of("target", "platform"))) {
            var secrets = runs.map(run -> run.resolve("secrets.properties"))
                    .filter(Files::exists)
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow();
            var properties = new Properties();
            try (var in = Files.newBufferedReader(secrets)) {
                properties.load(in);
            }
            return properties.getProperty("USHER_POSTGRES_ADMIN_PASSWORD");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
