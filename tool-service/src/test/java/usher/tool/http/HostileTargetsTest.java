package usher.tool.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.tool.ToolServer;

/** With private addresses forbidden, as in production. The guard lets the canary's port pass, so only hosts protect it. */
class HostileTargetsTest {
    private static final int AT_LEAST = 400;
    private static final Logger REFUSALS = Logger.getLogger("usher.kit.egress");

    private final Canary canary = new Canary();
    private final ToolServer shop = new ToolServer();
    private final int shopPort = URI.create(shop.url("/")).getPort();

    /** A thousand refusals are a thousand lines. */
    @BeforeEach
    void beQuiet() {
        REFUSALS.setLevel(Level.OFF);
    }

    @AfterEach
    void close() {
        REFUSALS.setLevel(null);
        canary.close();
        shop.close();
    }

    @Test
    void reachesNothingInsideByAUrl() {
        var urls = HostileUrls.all(canary.port());
        assertTrue(urls.size() >= AT_LEAST, urls.size() + " are too few");
        try (var out = new Outgoing(strict(), HostileTargetsTest::addresses)) {
            var passed = new ArrayList<String>();
            for (var url : urls) {
                if (isUrl(url) && !Outgoing.tell(out.send(Outgoing.get(url))).equals("url-not-allowed")) {
                    passed.add(url);
                }
            }

            assertEquals(List.of(), passed);
            assertEquals(0, canary.connections());
        }
    }

    @Test
    void isLedNowhereInsideByARedirect() {
        var urls = HostileUrls.all(canary.port()).stream()
                .filter(url -> !url.isEmpty() && url.chars().allMatch(c -> c > ' '))
                .toList();
        assertTrue(urls.size() >= AT_LEAST, urls.size() + " are too few");
        try (var out = new Outgoing(strict(), HostileTargetsTest::addresses)) {
            var ended = new ArrayList<String>();
            for (var url : urls) {
                shop.answer(
                        "/",
                        (request, number) -> request.response()
                                .setStatusCode(number % 2 == 0 ? 302 : 307)
                                .putHeader("location", url)
                                .end());
                ended.add(Outgoing.tell(out.send(Outgoing.get(shopUrl()).followingRedirects())));
            }

            assertEquals(urls.size(), ended.size());
            assertEquals(
                    List.of(),
                    ended.stream()
                            .filter(end -> !end.equals("url-not-allowed") && !end.startsWith("30"))
                            .toList());
            assertTrue(ended.stream().filter("url-not-allowed"::equals).count() >= AT_LEAST / 2);
            assertEquals(0, canary.connections());
        }
    }

    @Test
    void staysAtTheAddressThatWasJudgedWhateverTheNameServerSaysNext() {
        // Given
        shop.answer("/", (request, number) -> {
            if (number < 3) {
                request.connection().close();
            } else {
                request.response().end("{}");
            }
        });
        var answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.0.2", "127.0.0.2"));
        var said =
                Map.of("usher.egress.private-hosts", "http://shop.test:" + shopPort, "usher.egress.lookup-kept", "0s");
        try (var out = new Outgoing(said, host -> List.of(answers.remove()))) {
            // When
            var reply = out.send(Outgoing.get(shopUrl()));

            // Then
            assertEquals("200", Outgoing.tell(reply));
            assertEquals(3, reply.attempts());
            assertEquals(2, answers.size());
        }
    }

    private String shopUrl() {
        return "http://shop.test:" + shopPort + "/";
    }

    private Map<String, String> strict() {
        return Map.of(
                "usher.egress.ports", "443," + canary.port(),
                "usher.egress.private-hosts", "http://shop.test:" + shopPort);
    }

    private static List<String> addresses(String host) {
        return switch (host) {
            case "mixed.attacker.test" -> List.of("93.184.216.34", "127.0.0.1");
            case "metadata", "metadata.google.internal", "metadata.goog", "instance-data" -> List.of("169.254.169.254");
            case "kubernetes.default.svc" -> List.of("10.96.0.1");
            case "ip6-localhost" -> List.of("::1");
            default -> List.of("127.0.0.1");
        };
    }

    private static boolean isUrl(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
