package usher.admin.notice.delivery;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.SettableClock;
import usher.admin.notice.Raised;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class RedeliveryTest {
    private final Raised raised;
    private final Round round;
    private final SettableClock clock;
    private final Receiver receiver = new Receiver();
    private String tenant;

    RedeliveryTest(Raised raised, Round round, SettableClock clock) {
        this.raised = raised;
        this.round = round;
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
    void sendsANoticeAgainUnderItsId() {
        // Given
        Raised.endpoint(tenant, receiver.url(), "*");
        var notice = raised.raise(tenant, "invoice.paid", Map.of());
        round.go();

        // When
        redeliver(notice, "").statusCode(202).body("deliveries", equalTo(1));
        redeliver(notice, "").statusCode(202).body("deliveries", equalTo(1));
        round.go();
        round.go();

        // Then
        assertEquals(2, receiver.received().size(), "asked for twice before it was sent, it is sent once");
        assertEquals(
                receiver.received().getFirst().header("webhook-id"),
                receiver.received().getLast().header("webhook-id"));
    }

    @Test
    void sendsANoticeToAYoungerEndpoint() {
        // Given
        var notice = raised.raise(tenant, "invoice.paid", Map.of());
        var endpoint = Raised.endpoint(tenant, receiver.url(), "stock.*");
        var foreign = Raised.endpoint(Admin.tenant("Other").id(), receiver.url(), "*");

        // When
        redeliver(notice, "&endpoint=" + endpoint.id()).statusCode(202).body("deliveries", equalTo(1));
        round.go();

        // Then
        assertEquals(notice, receiver.received().getFirst().header("webhook-id"));
        redeliver(notice, "&endpoint=" + foreign.id()).statusCode(404);
        redeliver("ntc_00000000000000000000000000", "").statusCode(404);
    }

    @Test
    void sendsWhatAnEndpointMissedInARangeOfTime() {
        // Given
        var begin = clock.instant();
        receiver.answer(500);
        var endpoint = Raised.endpoint(tenant, receiver.url(), "invoice.*");
        IntStream.range(0, 3).forEach(n -> raised.raise(tenant, "invoice.paid", Map.of("n", n)));
        raised.raise(tenant, "stock.depleted", Map.of());
        round.go();
        enable(endpoint, false);
        clock.advance(Duration.ofHours(1));
        raised.raise(tenant, "invoice.paid", Map.of("n", 3));
        var end = clock.instant().plusSeconds(1);
        range(endpoint, begin.toString(), end.toString(), false).statusCode(409);
        enable(endpoint, true);
        receiver.answer(200);

        // When
        range(endpoint, begin.toString(), end.toString(), false).statusCode(202).body("deliveries", equalTo(4));
        round.go();

        // Then
        assertEquals(3 + 4, receiver.received().size());
        range(endpoint, begin.toString(), end.toString(), false).body("deliveries", equalTo(0));
        range(endpoint, begin.toString(), end.toString(), true).body("deliveries", equalTo(4));
        range(endpoint, end.toString(), begin.toString(), true)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/to"));
        range(endpoint, "yesterday", end.toString(), true).statusCode(400).body("errors[0].pointer", equalTo("/from"));
    }

    private void enable(Raised.Endpoint endpoint, boolean enabled) {
        Admin.platform()
                .request()
                .body(Map.of("url", receiver.url(), "events", new String[] {"invoice.*"}, "enabled", enabled))
                .put(endpoint.path(""))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse redeliver(String notice, String query) {
        return Admin.platform()
                .request()
                .post(Raised.NOTICES + "/" + notice + "/redeliver?tenant=" + tenant + query)
                .then();
    }

    private static ValidatableResponse range(Raised.Endpoint endpoint, String from, String to, boolean all) {
        return Admin.platform()
                .request()
                .body(Map.of("from", from, "to", to, "all", all))
                .post(endpoint.path("/redeliver"))
                .then();
    }
}
