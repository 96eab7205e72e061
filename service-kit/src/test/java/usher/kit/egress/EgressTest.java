package usher.kit.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.kit.egress.Passage.Admitted;
import usher.kit.egress.Passage.Denied;

class EgressTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Map<String, String> LAPTOP = Map.of("local-targets", "127.0.0.1:8090,localhost:8095");
    private static final String PUBLIC = "93.184.216.34";

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/, NOT_ENCRYPTED",
        "http://example.com/, NOT_ENCRYPTED",
        "https://127.0.0.1/, NOT_PUBLIC",
        "https://127.1/, NOT_A_WEB_ADDRESS",
        "https://2130706433/, HOST_UNCLEAR",
        "https://0x7f000001/, HOST_UNCLEAR",
        "https://[::1]/, NOT_PUBLIC",
        "https://[::ffff:169.254.169.254]/, NOT_PUBLIC",
        "https://169.254.169.254/latest/meta-data, NOT_PUBLIC",
        "https://inside.test/, NOT_PUBLIC",
        "https://both.test/, NOT_PUBLIC",
        "https://nowhere.test/, HOST_UNKNOWN",
        "https://user@1.1.1.1/, HAS_USER",
        "https://1.1.1.1/#part, HAS_USER",
        "https://1.1.1.1:0/, NOT_A_WEB_ADDRESS",
        "https://1.1.1.1:22/, PORT_NOT_ALLOWED",
        "https://example.com./, HOST_UNCLEAR",
        "gopher://1.1.1.1/, NOT_A_WEB_ADDRESS",
        "https:///path, NOT_A_WEB_ADDRESS",
        "mailto:someone@example.com, NOT_A_WEB_ADDRESS",
    })
    void deniesWhatIsNotPublicOrNotEncrypted(String url, Denial why) {
        assertEquals(new Denied(why), admit(guard(Map.of()), url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://1.1.1.1/hook",
                "HTTPS://outside.test/",
                "https://OUTSIDE.test:443/a?b=c",
                "https://[2606:4700::1111]:8443/hook?a=b",
                "https://xn--bcher-kva.test/"
            })
    void admitsEncryptedPublicAddresses(String url) {
        assertInstanceOf(Admitted.class, admit(guard(Map.of("ports", "443,8443")), url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8090/", "https://127.0.0.1:8090/", "http://LOCALHOST:8095/a"})
    void admitsWhatListensOnThisMachineWhenItIsNamed(String url) {
        assertInstanceOf(Admitted.class, admit(guard(LAPTOP), url));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8091/, NOT_ENCRYPTED",
        "http://localhost:8090/, NOT_ENCRYPTED",
        "http://127.0.0.2:8090/, NOT_ENCRYPTED",
        "https://127.0.0.1/, NOT_PUBLIC",
        "https://localhost/, NOT_PUBLIC",
        "https://10.0.0.1/, NOT_PUBLIC",
        "http://10.0.0.1:8090/, NOT_ENCRYPTED",
        "https://10.0.0.1:8090/, PORT_NOT_ALLOWED",
        "http://inside.test:8090/, NOT_ENCRYPTED",
        "http://1.1.1.1/, NOT_ENCRYPTED",
        "ftp://127.0.0.1:8090/, NOT_A_WEB_ADDRESS",
    })
    void deniesEverythingElseOfALaptop(String url, Denial why) {
        assertEquals(new Denied(why), admit(guard(LAPTOP), url));
    }

    @Test
    void aNameOfThisMachineLeadsNowhereElse() {
        var guard = Guards.guard(VERTX, LAPTOP, host -> List.of("10.0.0.7"));

        assertEquals(new Denied(Denial.NOT_PUBLIC), admit(guard, "http://localhost:8095/"));
    }

    @Test
    void testsMayNameEveryPortOfThisMachine() {
        var guard = guard(Map.of("local-targets", "127.0.0.1:*,[::1]:*"));

        assertInstanceOf(Admitted.class, admit(guard, "http://127.0.0.1:1234/"));
        assertInstanceOf(Admitted.class, admit(guard, "http://[::1]/"));
        assertEquals(new Denied(Denial.NOT_ENCRYPTED), admit(guard, "http://localhost:1234/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1:80", "*:80", "localhost", "shop.test:8090", "http://localhost:80", "127.0.0.1:*:1"})
    void takesNothingElseForALocalTarget(String text) {
        assertThrows(IllegalStateException.class, () -> guard(Map.of("local-targets", text)));
    }

    @Test
    void admitsThePrivateHostsOfTheInstallationExactly() {
        var guard =
                guard(Map.of("private-hosts", "inside.test,http://inside.test:5678,inside.test:8443,metadata.test"));

        assertInstanceOf(Admitted.class, admit(guard, "https://inside.test/"));
        assertInstanceOf(Admitted.class, admit(guard, "https://inside.test:8443/"));
        assertInstanceOf(Admitted.class, admit(guard, "http://INSIDE.test:5678/webhook"));
        assertEquals(new Denied(Denial.NOT_ENCRYPTED), admit(guard, "http://inside.test/"));
        assertEquals(new Denied(Denial.PORT_NOT_ALLOWED), admit(guard, "https://inside.test:22/"));
        assertEquals(new Denied(Denial.NOT_PUBLIC), admit(guard, "https://sub.inside.test/"));
        assertEquals(new Denied(Denial.NOT_PUBLIC), admit(guard, "https://10.0.0.7/"));
        assertEquals(new Denied(Denial.NOT_PUBLIC), admit(guard, "https://metadata.test/"));
    }

    @Test
    void holdsATenantToItsList() {
        // Given
        var mine = new TenantId(UUID.randomUUID());
        AllowList list = (tenant, host) -> Uni.createFrom().item(!tenant.equals(mine) || host.endsWith(".shop.test"));
        var meters = new SimpleMeterRegistry();
        var asked = new ArrayDeque<String>();
        var guard = Guards.guard(
                VERTX,
                Map.of(),
                host -> {
                    asked.add(host);
                    return List.of(PUBLIC);
                },
                list,
                meters);

        // When
        var denied = admit(guard, mine, "https://other.test/");

        // Then
        assertEquals(new Denied(Denial.HOST_NOT_LISTED), denied);
        assertEquals(0, asked.size());
        assertInstanceOf(Admitted.class, admit(guard, mine, "https://API.shop.test/"));
        assertInstanceOf(Admitted.class, admit(guard, Guards.TENANT, "https://other.test/"));
        assertEquals(
                1,
                meters.counter("usher.kit.egress.refused", "reason", "host-not-listed")
                        .count());
    }

    @Test
    void judgesEveryAnswerOfANameServer() {
        var answers = new ArrayDeque<>(List.of(PUBLIC, "127.0.0.1", "93.184.216.35"));
        var guard = Guards.guard(VERTX, Map.of("lookup-kept", "0s"), host -> List.of(answers.remove()));

        assertEquals(PUBLIC, addressOf(admit(guard, "https://rebinding.test/")));
        assertEquals(new Denied(Denial.NOT_PUBLIC), admit(guard, "https://rebinding.test/"));
        assertEquals("93.184.216.35", addressOf(admit(guard, "https://rebinding.test/")));
    }

    @Test
    void asksOnceForANameThatManyCall() {
        var answers = new ArrayDeque<>(List.of(PUBLIC));
        var guard = Guards.guard(VERTX, Map.of(), host -> List.of(answers.remove()));

        assertEquals(PUBLIC, addressOf(admit(guard, "https://once.test/")));
        assertEquals(PUBLIC, addressOf(admit(guard, "https://once.test/")));
    }

    @Test
    void doesNotWaitForASlowNameServerNorLetOneTenantKeepItsThreads() {
        // Given
        var never = new CountDownLatch(1);
        var guard = Guards.guard(VERTX, Map.of("lookup-timeout", "100ms", "lookups-at-once", "1"), host -> {
            if (host.equals("slow.test")) {
                awaitQuietly(never);
            }
            return List.of(PUBLIC);
        });

        // When
        var slow = admit(guard, "https://slow.test/");

        // Then
        assertEquals(new Denied(Denial.HOST_UNKNOWN), slow);
        assertEquals(new Denied(Denial.HOST_UNKNOWN), admit(guard, "https://outside.test/"));
        assertInstanceOf(Admitted.class, admit(guard, new TenantId(UUID.randomUUID()), "https://outside.test/"));
        never.countDown();
    }

    @Test
    void judgesHostsAndPortsOfOtherProtocols() {
        var guard =
                guard(Map.of("private-hosts", "inside.test:5432,inside.test:6543", "local-targets", "127.0.0.1:15432"));

        assertEquals(PUBLIC, addressOf(admit(guard, "outside.test", 5432)));
        assertInstanceOf(Admitted.class, admit(guard, "inside.test", 5432));
        assertInstanceOf(Admitted.class, admit(guard, "inside.test", 6543));
        assertInstanceOf(Admitted.class, admit(guard, "127.0.0.1", 15432));
        assertEquals(new Denied(Denial.PORT_NOT_ALLOWED), admit(guard, "outside.test", 22));
        assertEquals(new Denied(Denial.PORT_NOT_ALLOWED), admit(guard, "outside.test", 443));
        assertEquals(new Denied(Denial.NOT_PUBLIC), admit(guard, "inside.test", 3306));
        assertEquals(new Denied(Denial.NOT_PUBLIC), admit(guard, "127.0.0.1", 5432));
        assertEquals(new Denied(Denial.HOST_UNCLEAR), admit(guard, "0x7f.1", 5432));
    }

    private static Egress guard(Map<String, String> said) {
        return Guards.guard(VERTX, said, EgressTest::addresses);
    }

    private static List<String> addresses(String host) {
        return switch (host) {
            case "inside.test", "sub.inside.test" -> List.of("10.0.0.7");
            case "both.test" -> List.of(PUBLIC, "10.0.0.7");
            case "metadata.test" -> List.of("169.254.169.254");
            case "localhost" -> List.of("127.0.0.1", "::1");
            case "nowhere.test" -> List.of();
            default -> List.of(PUBLIC);
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String addressOf(Passage passage) {
        return assertInstanceOf(Admitted.class, passage).address().getHostAddress();
    }

    private static Passage admit(Egress guard, String url) {
        return admit(guard, Guards.TENANT, url);
    }

    private static Passage admit(Egress guard, TenantId tenant, String url) {
        return guard.admit(tenant, URI.create(url)).await().indefinitely();
    }

    private static Passage admit(Egress guard, String host, int port) {
        return guard.admit(Guards.TENANT, host, port, List.of(5432, 3306))
                .await()
                .indefinitely();
    }
}
