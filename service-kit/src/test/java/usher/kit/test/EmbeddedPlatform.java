package usher.kit.test;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jspecify.annotations.Nullable;

/** Postgres, Redis and Kafka in a child process that ends with this one, and a stand-in for admin-service's published keys. */
public class EmbeddedPlatform implements QuarkusTestResourceLifecycleManager {
    private static final Path FOLDER = Path.of("target", "platform");
    private static final long PATIENCE_SECONDS = 90;

    private @Nullable Process infra;
    private @Nullable HttpServer jwks;

    @Override
    public Map<String, String> start() {
        try {
            var ready = FOLDER.resolve("ready.properties");
            Files.createDirectories(FOLDER);
            Files.deleteIfExists(ready);
            infra = launch(ready);
            var settings = settings(await(ready));
            settings.put("usher.jwks.url", publishKeys());
            settings.put("quarkus.http.test-port", "0");
            settings.put("quarkus.management.test-port", "0");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (jwks != null) {
            jwks.stop(0);
        }
        if (infra != null) {
            infra.destroy();
        }
    }

    private static Process launch(Path ready) throws IOException {
        var local = Path.of(System.getProperty("usher.root", ".."), "local", "target");
        if (!Files.exists(local.resolve("usher-local.jar"))) {
            throw new IllegalStateException(
                    "The embedded platform is not built: run ./usher test, or mvn package -pl local");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = local.resolve("usher-local.jar") + File.pathSeparator + local.resolve("lib") + "/*";
        var folder = Files.createTempDirectory(FOLDER, "run");
        return new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "usher.local.infra.Infra",
                        "--dir",
                        folder.toString(),
                        "--ready-file",
                        ready.toString())
                .redirectOutput(FOLDER.resolve("infra.log").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private Properties await(Path ready) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(ready)) {
            if (infra == null || !infra.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "The embedded platform did not start:\n" + Files.readString(FOLDER.resolve("infra.log")));
            }
            try {
                infra.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(ready)) {
            properties.load(in);
        }
        return properties;
    }

    /** The names of the environment, as properties. */
    private static Map<String, String> settings(Properties ready) {
        var names = Map.of(
                "USHER_POSTGRES_URL", "usher.postgres.url",
                "USHER_POSTGRES_OWNER_PASSWORD", "usher.postgres.owner-password",
                "USHER_POSTGRES_APP_PASSWORD", "usher.postgres.app-password",
                "USHER_POSTGRES_JOBS_PASSWORD", "usher.postgres.jobs-password",
                "USHER_REDIS_URL", "usher.redis.url",
                "USHER_KAFKA_BOOTSTRAP", "usher.kafka.bootstrap",
                "USHER_SERVICE_SECRET", "usher.service-secret",
                "USHER_VISITOR_SECRET", "usher.visitor-secret",
                "USHER_SEAL_KEYS", "usher.seal.keys");
        var settings = new HashMap<String, String>();
        names.forEach((variable, property) -> {
            var value = ready.getProperty(variable);
            if (value == null) {
                throw new IllegalStateException("The embedded platform does not tell " + variable);
            }
            settings.put(property, value);
            System.setProperty(property, value);
        });
        return settings;
    }

    private String publishKeys() throws IOException {
        RsaJsonWebKey key = TestTokens.memberKey();
        var json = new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks.json", exchange -> {
            exchange.sendResponseHeaders(200, json.length);
            try (var body = exchange.getResponseBody()) {
                body.write(json);
            }
        });
        server.start();
        jwks = server;
        return "http://localhost:" + server.getAddress().getPort() + "/jwks.json";
    }
}
