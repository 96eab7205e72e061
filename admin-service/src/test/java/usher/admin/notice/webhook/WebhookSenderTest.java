package usher.admin.notice.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.notice.Attempt;
import usher.contracts.id.NoticeId;
import usher.kit.egress.Guards;
import usher.kit.seal.Sealer;
import usher.kit.test.Settings;

/** The guard in earnest, as no laptop or test loosens it. */
class WebhookSenderTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final Sealer SEALER =
            new Sealer(() -> Optional.of(List.of(Base64.getEncoder().encodeToString(new byte[32]))));
    private static int port;

    @BeforeAll
    static void listen() {
        HttpServer server = VERTX.createHttpServer().requestHandler(request -> {
            ASKED.incrementAndGet();
            request.response().setStatusCode(200).end();
        });
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "https://127.0.0.1:%d/",
                "https://inside.test/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]:%d/",
                "https://both.test/"
            })
    void callsNothingInside(String url) {
        assertEquals(Attempt.failed("url-not-allowed"), send(Map.of(), url));
        assertEquals(0, ASKED.get());
    }

    @Test
    void callsWhatTheInstallationNamesAsItsOwn() {
        var own = Map.of("private-hosts", "http://own.test:" + port);

        assertEquals(Attempt.delivered(200), send(own, "http://own.test:%d/"));
        ASKED.set(0);
    }

    private static Attempt send(Map<String, String> said, String url) {
        var guard = Guards.guard(VERTX, said, host -> switch (host) {
            case "own.test" -> List.of("127.0.0.1");
            case "both.test" -> List.of("93.184.216.34", "10.0.0.7");
            default -> List.of("10.0.0.7");
        });
        var config = Settings.of(WebhookConfig.class, Map.of());
        var sender = new WebhookSender(guard, SEALER, config, InstantSource.system(), VERTX);
        var secret = SEALER.seal(Guards.TENANT, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var webhook = new Webhook(
                Guards.TENANT,
                new NoticeId(UUID.randomUUID()),
                URI.create(url.formatted(port)),
                List.of(secret),
                "invoice.paid",
                Instant.EPOCH,
                "{}");
        return sender.send(webhook).await().atMost(Duration.ofSeconds(10));
    }
}
