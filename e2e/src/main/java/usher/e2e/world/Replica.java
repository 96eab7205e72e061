package usher.e2e.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.local.launch.Part;

/** A further process of chat-service with the same data, as a second pod would be. */
public final class Replica implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Process process;
    private final String url;

    private Replica(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static Replica start(World world, int port) {
        int management = freePort();
        try {
            var replica = new Replica(process(world, port, management), "http://127.0.0.1:" + port);
            var health = Api.at("http://127.0.0.1:" + management);
            Eventually.until("the second chat-service is ready", SOON, () -> ready(health));
            return replica;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process process(World world, int port, int management) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = jar(Root.find()).toString();
        var command = new ProcessBuilder(
                java, "-XX:+UseSerialGC", "-Xmx400m", "--add-modules", "jdk.incubator.vector", "-jar", jar);
        command.environment().putAll(world.platform().environment(Part.CHAT));
        command.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", String.valueOf(port),
                        "QUARKUS_MANAGEMENT_PORT", String.valueOf(management)));
        var log = world.platform().folder().resolve("logs/chat-2.log").toFile();
        return command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static boolean ready(Api health) {
        try {
            return health.get("/q/health/ready").ok();
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private static Path jar(Path root) throws IOException {
        try (var jars = Files.newDirectoryStream(root.resolve("chat-service/target"), "*-runner.jar")) {
            for (var jar : jars) {
                return jar;
            }
        }
        throw new IllegalStateException("chat-service is not built");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return url;
    }

    /** Ends it at once, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
