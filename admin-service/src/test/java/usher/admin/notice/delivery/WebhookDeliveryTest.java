package usher.admin.notice.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Eventually;
import usher.admin.SettableClock;
import usher.admin.notice.Raised;
import usher.contracts.id.NoticeId;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class WebhookDeliveryTest {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private final Raised raised;
    private final Round round;
    private final Claims claims;
    private final SettableClock clock;
    private final Receiver receiver = new Receiver();
    private String tenant;

    WebhookDeliveryTest(Raised raised, Round round, Claims claims, SettableClock clock) {
        this.raised = raised;
        this.round = round;
        this.claims = claims;
        this.clock = clock;
    }

    @BeforeEach
    void begin() {
        tenant = Admin.tenant("Told").id();
    }

    @AfterEach
    void close() {
        receiver.close();
        clock.reset();
    }

    @Test
    void isSignedAsStandardWebhooksSays() throws Exception {
        // Given
        var endpoint = Raised.endpoint(tenant, receiver.url(), "*");
        var notice = raised.raise(tenant, "invoice.paid", Map.of("number", "חשבונית 7", "amount_minor", 1200));

        // When
        round.go();

        // Then
        var got = receiver.received().getFirst();
        new Webhook(endpoint.secret()).verify(got.body(), got.headers());
        assertThrows(
                WebhookVerificationException.class,
                () -> new Webhook(endpoint.secret()).verify(got.body() + " ", got.headers()));
        assertEquals("/hook?key=1", got.path());
        assertEquals(notice, got.header("webhook-id"));
        assertEquals("application/json", got.header("content-type"));
        var body = new JsonObject(got.body());
        assertEquals(List.of("type", "timestamp", "data"), List.copyOf(body.fieldNames()));
        assertEquals("invoice.paid", body.getString("type"));
        assertEquals("חשבונית 7", body.getJsonObject("data").getString("number"));
        var detail = Raised.detail(tenant, notice);
        assertEquals(1, detail.getInt("notice.delivered"));
        assertEquals("delivered", detail.getString("deliveries[0].state"));
        assertEquals(204, detail.getInt("deliveries[0].log[0].status"));
    }

    @Test
    void goesToTheEndpointsThatWantIt() {
        // Given
        var another = new Receiver();
        Raised.endpoint(tenant, receiver.url(), "invoice.*", "stock.depleted");
        var disabled = Raised.endpoint(tenant, another.url(), "*");
        disabled.change(another.url(), false);

        // When
        raised.raise(tenant, "invoice.paid", Map.of());
        raised.raise(tenant, "stock.depleted", Map.of());
        raised.raise(tenant, "stock.replenished", Map.of());
        raised.raise(Admin.tenant("Other").id(), "invoice.paid", Map.of());
        round.go();

        // Then
        assertEquals(
                List.of("invoice.paid", "stock.depleted"),
                receiver.received().stream()
                        .map(got -> new JsonObject(got.body()).getString("type"))
                        .sorted()
                        .toList());
        assertEquals(0, another.received().size());
        another.close();
    }

    @Test
    void isRepeatedByTheScheduleUnderOneId() {
        // Given
        receiver.answer(500);
        Raised.endpoint(tenant, receiver.url(), "*");
        var notice = raised.raise(tenant, "invoice.paid", Map.of());
        round.go();

        // When
        int attempts = 1;
        for (var wait : WAITS) {
            round.after(wait.minusSeconds(2));
            assertEquals(attempts, receiver.received().size(), "before " + wait);
            round.after(Duration.ofSeconds(3));
            assertEquals(++attempts, receiver.received().size(), "after " + wait);
        }
        round.after(Duration.ofHours(11));

        // Then
        assertEquals(8, receiver.received().size());
        assertTrue(receiver.received().stream()
                .allMatch(got -> got.header("webhook-id").equals(notice)));
        assertEquals(
                1,
                receiver.received().stream()
                        .map(Receiver.Received::body)
                        .distinct()
                        .count());
        var detail = Raised.detail(tenant, notice);
        assertEquals("failed", detail.getString("deliveries[0].state"));
        assertEquals(8, detail.getList("deliveries[0].log").size());
        assertEquals("status", detail.getString("deliveries[0].log[0].error"));
    }

    @Test
    void countsARedirectAsAFailureAndDoesNotFollowIt() {
        receiver.answer(307);
        Raised.endpoint(tenant, receiver.url(), "*");
        var notice = raised.raise(tenant, "invoice.paid", Map.of());

        round.go();

        assertEquals(1, receiver.received().size());
        var detail = Raised.detail(tenant, notice);
        assertEquals("waiting", detail.getString("deliveries[0].state"));
        assertEquals(307, detail.getInt("deliveries[0].log[0].status"));
    }

    @Test
    void doesNotHoldUpOthersAtASlowEndpoint() {
        // Given
        receiver.stall();
        var quick = new Receiver();
        var other = Admin.tenant("Quick").id();
        Raised.endpoint(tenant, receiver.url(), "*");
        Raised.endpoint(other, quick.url(), "*");
        var slow = IntStream.range(0, 12)
                .mapToObj(n -> raised.raise(tenant, "invoice.paid", Map.of("n", n)))
                .toList();
        IntStream.range(0, 12).forEach(n -> raised.raise(other, "invoice.paid", Map.of("n", n)));

        // When
        CompletionStage<Integer> rounds = round.begin();

        // Then
        Eventually.see(() -> quick.received().size(), got -> got == 12);
        assertFalse(rounds.toCompletableFuture().isDone(), "the slow one is still waited for");
        assertEquals(4, receiver.received().size());
        rounds.toCompletableFuture().join();
        assertTrue(slow.stream()
                .anyMatch(notice ->
                        "timeout".equals(Raised.detail(tenant, notice).getString("deliveries[0].log[0].error"))));
        quick.close();
    }

    @Test
    void isSentOnceWhenManySendAtTheSameTime() {
        // Given
        var receivers = IntStream.range(0, 4).mapToObj(n -> new Receiver()).toList();
        receivers.forEach(each -> Raised.endpoint(tenant, each.url(), "*"));
        IntStream.range(0, 10).forEach(n -> raised.raise(tenant, "invoice.paid", Map.of("n", n)));

        // When
        var rounds = IntStream.range(0, 5)
                .mapToObj(n -> round.begin().toCompletableFuture())
                .toList();
        rounds.forEach(each -> each.join());
        round.go();

        // Then
        for (var each : receivers) {
            assertEquals(10, each.received().size());
            assertEquals(
                    10,
                    each.received().stream()
                            .map(got -> got.header("webhook-id"))
                            .distinct()
                            .count());
            each.close();
        }
    }

    @Test
    void isSentByAnotherReplicaWhenOneDies() {
        // Given
        Raised.endpoint(tenant, receiver.url(), "*");
        raised.raise(tenant, "invoice.paid", Map.of());
        var taken = claims.webhooks(clock.instant(), 100).await().atMost(Duration.ofSeconds(10));
        assertTrue(taken.stream()
                .anyMatch(due -> due.delivery().tenant().toString().equals(tenant)));

        // When
        round.go();
        int before = receiver.received().size();
        round.after(Duration.ofMinutes(3));

        // Then
        assertEquals(0, before);
        assertEquals(1, receiver.received().size());
    }

    @Test
    void isSignedWithBothSecretsForADay() throws Exception {
        // Given
        var endpoint = Raised.endpoint(tenant, receiver.url(), "*");
        String successor = Admin.platform()
                .request()
                .post(endpoint.path("/secret/rotate"))
                .then()
                .statusCode(200)
                .extract()
                .path("secret");

        // When
        raised.raise(tenant, "invoice.paid", Map.of());
        round.go();
        raised.raise(tenant, "invoice.paid", Map.of());
        round.after(Duration.ofHours(24).plusMinutes(1));

        // Then
        assertNotEquals(endpoint.secret(), successor);
        var both = receiver.received().getFirst();
        new Webhook(endpoint.secret()).verify(both.body(), both.headers());
        new Webhook(successor).verify(both.body(), both.headers());
        var one = receiver.received().getLast();
        long timestamp = Long.parseLong(one.header("webhook-timestamp"));
        assertEquals(
                new Webhook(successor).sign(one.header("webhook-id"), timestamp, one.body()),
                one.header("webhook-signature"));
    }

    @Test
    void isSentForATestWhateverTheEndpointWants() throws Exception {
        // Given
        var endpoint = Raised.endpoint(tenant, receiver.url(), "invoice.paid");

        // When
        String notice = Admin.platform()
                .request()
                .post(endpoint.path("/test"))
                .then()
                .statusCode(202)
                .extract()
                .path("notice");
        round.go();

        // Then
        NoticeId.fromString(notice);
        var got = receiver.received().getFirst();
        new Webhook(endpoint.secret()).verify(got.body(), got.headers());
        assertEquals("webhook.tested", new JsonObject(got.body()).getString("type"));
        assertEquals("delivered", Raised.detail(tenant, notice).getString("deliveries[0].state"));
    }
}
