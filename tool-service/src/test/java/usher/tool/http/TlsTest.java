package usher.tool.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server at a pinned address whose certificate is for shop.test, signed by nobody but itself. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<String> askedFor = new AtomicReference<>("");
    private JksOptions store;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        store = new JksOptions().setPath(certificate().toString()).setPassword(PASSWORD);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(store))
                .requestHandler(request -> {
                    askedFor.set(request.connection().indicatedServerName());
                    request.response().end("{}");
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void asksForTheNameAtThePinnedAddressAndChecksTheCertificateByIt() {
        assertEquals("200", call("shop.test", new HttpClientOptions().setTrustOptions(store)));

        assertEquals("shop.test", askedFor.get());
    }

    @Test
    void trustsNoCertificateOfAnotherName() {
        assertEquals("tool-unreachable", call("other.test", new HttpClientOptions().setTrustOptions(store)));
    }

    @Test
    void trustsNobodyUnknown() {
        assertEquals("tool-unreachable", call("shop.test", new HttpClientOptions()));
    }

    private String call(String host, HttpClientOptions options) {
        var said = Map.of(
                "usher.egress.private-hosts",
                "shop.test:%1$d,other.test:%1$d".formatted(server.actualPort()),
                "usher.call.attempts",
                "1");
        try (var out = new Outgoing(said, name -> List.of("127.0.0.1"), options)) {
            return Outgoing.tell(out.send(Outgoing.get("https://" + host + ":" + server.actualPort() + "/")));
        }
    }

    private Path certificate() throws IOException, InterruptedException {
        var file = folder.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "shop",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=shop.test",
                        "-ext",
                        "san=dns:shop.test",
                        "-ext",
                        "bc=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        return file;
    }
}
