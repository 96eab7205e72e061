package usher.e2e.n8n;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.world.World;
import usher.local.launch.Part;

/** The real n8n on a port of the loopback address, its data in a database of its own beside that of the services. */
final class N8nProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String DATABASE = "n8n";

    private final Path program;
    private final Path folder;
    private final int port = freePort();
    private final Map<String, String> environment;
    private @Nullable Process process;

    private N8nProcess(Path installed, Path folder, World world) {
        this.program = installed.resolve("node_modules/n8n/bin/n8n").toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        this.environment = Map.ofEntries(
                Map.entry("DB_TYPE", "postgresdb"),
                Map.entry("DB_POSTGRESDB_HOST", "127.0.0.1"),
                Map.entry(
                        "DB_POSTGRESDB_PORT",
                        String.valueOf(world.platform().settings().port(Part.POSTGRES))),
                Map.entry("DB_POSTGRESDB_DATABASE", DATABASE),
                Map.entry("DB_POSTGRESDB_USER", "postgres"),
                Map.entry("DB_POSTGRESDB_PASSWORD", world.databasePassword()),
                Map.entry("N8N_EXPRESSION_ENGINE", "legacy"),
                Map.entry("N8N_RUNNERS_ENABLED", "false"),
                Map.entry("N8N_LISTEN_ADDRESS", "127.0.0.1"),
                Map.entry("N8N_PORT", String.valueOf(port)),
                Map.entry("N8N_USER_FOLDER", this.folder.toString()),
                Map.entry("N8N_ENCRYPTION_KEY", "a key for this run alone, of 32+ letters"),
                Map.entry("N8N_DIAGNOSTICS_ENABLED", "false"),
                Map.entry("N8N_VERSION_NOTIFICATIONS_ENABLED", "false"),
                Map.entry("N8N_TEMPLATES_ENABLED", "false"));
    }

    static N8nProcess in(Path installed, Path folder, World world) {
        try (var connection = world.platform().database().connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new N8nProcess(installed, folder, world);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** One of its commands, which ends by itself. */
    void run(String... words) {
        try {
            var command = begin("commands.log", List.of(words));
            if (!command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || command.exitValue() != 0) {
                command.destroyForcibly();
                throw new IllegalStateException("n8n " + words[0] + " failed, see " + folder.resolve("commands.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Listens, and has activated its workflows, when it returns. */
    void start(String webhook) {
        process = begin("n8n.log", List.of("start"));
        var api = Api.at(url());
        Eventually.until("n8n answers " + webhook, PATIENCE, () -> {
            try {
                // Without its key: a webhook that is there refuses, one that is not is not found.
                return api.post("/webhook/" + webhook, Map.of()).status() == 403;
            } catch (UncheckedIOException notYet) {
                return false;
            }
        });
    }

    /** Ends it at once, by its process id, as a power cut would. */
    void kill() {
        if (process == null) {
            return;
        }
        try {
            process.destroyForcibly().waitFor();
            process = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process begin(String log, List<String> words) {
        try {
            var command = new ArrayList<>(List.of("node", program.toString()));
            command.addAll(words);
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
