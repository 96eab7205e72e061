package usher.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Postgres 17 on its data folder, with {@code fsync} and {@code synchronous_commit} on: what was committed survives a
 * kill. As root it runs in a user namespace of its own, because Postgres refuses to run as root.
 */
public final class Postgres {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 5;
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "200"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("work_mem", "8MB"),
            Map.entry("max_wal_size", "1GB"),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            // Terse leaves out the DETAIL of an error, which would show the values of a row.
            Map.entry("log_error_verbosity", "terse"));

    private final Path folder;
    private final Path log;
    private final int port;
    private final Secrets secrets;
    private final Ledger ledger;

    public Postgres(Path folder, Path log, int port, Secrets secrets, Ledger ledger) {
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.secrets = secrets;
        this.ledger = ledger;
    }

    /** The database of the services, without credentials. */
    public String url() {
        return "postgresql://127.0.0.1:" + port + "/" + Database.NAME;
    }

    /** Starts it, waits until it answers, and sees to the database, its schemas and roles. */
    public Child start() {
        Path programs = Binaries.ofUser().postgres().resolve("bin");
        if (!Files.exists(folder.resolve("PG_VERSION"))) {
            create(programs);
        }
        Child child = run(programs);
        Database.embedded(port, secrets).prepare();
        return child;
    }

    /** After a kill the old one's children may hold its memory for a moment, and the new one gives up: try again. */
    private Child run(Path programs) {
        for (int attempt = 1; ; attempt++) {
            Child child = Child.start(
                    Command.of("postgres", log, asOrdinaryUser(words(programs))).stoppedBy(Signal.INT), ledger);
            if (Patience.until(LIMIT, child, this::answers)) {
                return child;
            }
            child.kill();
            if (attempt == ATTEMPTS) {
                throw new StartFailure("Postgres did not start on port " + port + ":\n" + child.lastLines(5));
            }
        }
    }

    private List<String> words(Path programs) {
        var words = new ArrayList<>(
                List.of(programs.resolve("postgres").toString(), "-D", folder.toString(), "-p", String.valueOf(port)));
        SETTINGS.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return words;
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", Database.ADMIN, secrets.postgresAdmin())) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    /** Built-in collation: the same order and the same indexes on every machine, whatever its C library. */
    private void create(Path programs) {
        Path password = folder.resolveSibling(folder.getFileName() + ".password");
        try {
            Folders.delete(folder);
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.writeString(password, secrets.postgresAdmin());
            Child child = Child.start(
                    Command.of(
                            "initdb",
                            log,
                            asOrdinaryUser(List.of(
                                    programs.resolve("initdb").toString(),
                                    "-D",
                                    folder.toString(),
                                    "-U",
                                    Database.ADMIN,
                                    "--auth=scram-sha-256",
                                    "--pwfile=" + password,
                                    "--encoding=UTF8",
                                    "--no-locale",
                                    "--locale-provider=builtin",
                                    "--builtin-locale=C.UTF-8",
                                    "--no-instructions"))),
                    ledger);
            child.ended().join();
            child.stop();
            if (child.exitCode() != 0) {
                throw new StartFailure("Could not create the database in " + folder + ":\n" + child.lastLines(5));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(password);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> asOrdinaryUser(List<String> words) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return words;
        }
        Optional<String> unshare = Programs.find("unshare");
        if (unshare.isEmpty()) {
            throw new StartFailure("Postgres does not run as root, and there is no unshare to run it as nobody: "
                    + "run this as an ordinary user, or set USHER_POSTGRES_URL.");
        }
        var all = new ArrayList<>(List.of(unshare.get(), "-U"));
        all.addAll(words);
        return all;
    }
}
