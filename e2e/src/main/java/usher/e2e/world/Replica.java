package usher.e2e.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;

/** A further process of a service with the same data, as a second pod would be. */
public final class Replica implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Process process;
    private final String url;

    private Replica(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** {@code environment} is what it is told beyond, or other than, the service of the platform. */
    static Replica start(World world, Service service, int port, Map<String, String> environment) {
        int management = freePort();
        var own = new HashMap<>(environment);
        own.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        own.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
        try {
            var replica = new Replica(process(world, service, own), "http://127.0.0.1:" + port);
            var health = Api.at("http://127.0.0.1:" + management);
            Eventually.until("the second " + service.part().label() + " is ready", SOON, () -> ready(health));
            return replica;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process process(World world, Service service, Map<String, String> environment) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-Xmx400m"));
        if (service == Service.CHAT) {
            words.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        var name = service.part().label();
        words.addAll(List.of("-jar", jar(Root.find(), name).toString()));
        var command = new ProcessBuilder(words);
        command.environment().putAll(world.platform().environment(service.part()));
        command.environment().putAll(environment);
        var log = world.platform().folder().resolve("logs/" + name + "-2.log").toFile();
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

    private static Path jar(Path root, String name) throws IOException {
        try (var jars = Files.newDirectoryStream(root.resolve(name + "-service/target"), "*-runner.jar")) {
            for (var jar : jars) {
                return jar;
            }
        }
        throw new IllegalStateException(name + "-service is not built");
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
