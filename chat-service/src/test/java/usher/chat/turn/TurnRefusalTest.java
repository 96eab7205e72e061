package usher.chat.turn;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.chat.turn.Talking.TURNS;
import static usher.chat.turn.Talking.ask;
import static usher.chat.turn.Talking.bearer;
import static usher.chat.turn.Talking.endpoint;
import static usher.chat.turn.Talking.member;
import static usher.chat.turn.Talking.server;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class TurnRefusalTest {
    private final ScriptedProvider provider = new ScriptedProvider();
    private TestTenant tenant = new TestTenant(new usher.contracts.id.TenantId(UUID.randomUUID()), "", "");

    @BeforeEach
    void aTenantWithAModel() {
        tenant = Talking.tenantWithModel(provider);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void refusesWhatThePlanDoesNotAllow() {
        TestEntitlements.announce(2, tenant.id(), 1L, 100L);
        provider.says("First.");
        ask(tenant, Map.of("text", "One")).statusCode(200).body("limits.messages_left", equalTo(0));

        ask(tenant, Map.of("text", "Two"))
                .statusCode(402)
                .body("code", equalTo("plan-limit-exceeded"))
                .body("metric", equalTo("messages"))
                .body("limit", equalTo(1))
                .body("used", equalTo(1));
    }

    @Test
    void refusesAStreamAsItRefusesAnAnswer() {
        TestEntitlements.announce(2, tenant.id(), 0L, 100L);

        server(tenant)
                .accept("text/event-stream")
                .body(Map.of("text", "One"))
                .post(TURNS)
                .then()
                .statusCode(402)
                .contentType(containsString("problem+json"))
                .body("code", equalTo("plan-limit-exceeded"));
    }

    @Test
    void refusesASixtyFirstRequest() {
        TestEntitlements.announce(2, tenant.id(), null, 3L);
        provider.says("1").says("2").says("3");
        for (int at = 0; at < 3; at++) {
            ask(tenant, Map.of("text", "Hi")).statusCode(200);
        }

        var limited = ask(tenant, Map.of("text", "Hi")).statusCode(429).body("code", equalTo("rate-limited"));

        assertTrue(Integer.parseInt(limited.extract().header("Retry-After")) <= 60);
    }

    @Test
    void letsThePlatformAlonePointAtAnotherEndpoint() {
        member(tenant)
                .body(endpoint(provider))
                .put("/api/v1/chat/admin/model")
                .then()
                .statusCode(403)
                .body("code", equalTo("platform-only"));
    }

    @Test
    void keepsVisitorsApart() {
        provider.says("Secret.");
        var one = TestTokens.visitor(tenant.id(), new VisitorId(UUID.randomUUID()), Map.of());
        var two = TestTokens.visitor(tenant.id(), new VisitorId(UUID.randomUUID()), Map.of());
        var conversation = bearer(one)
                .body(Map.of("text", "Mine"))
                .post(TURNS)
                .then()
                .statusCode(200)
                .extract()
                .<String>path("conversation");

        bearer(two)
                .get("/api/v1/chat/conversations/{id}/messages", conversation)
                .then()
                .statusCode(404);
        bearer(two)
                .body(Map.of("text", "Mine?", "conversation", conversation))
                .post(TURNS)
                .then()
                .statusCode(404);
        bearer(two)
                .post("/api/v1/chat/conversations/{id}/end", conversation)
                .then()
                .statusCode(404);
    }

    @Test
    void refusesMessagesToAnEndedConversation() {
        provider.says("Bye.");
        var conversation = ask(tenant, Map.of("text", "Hi")).extract().<String>path("conversation");
        server(tenant)
                .post("/api/v1/chat/conversations/{id}/end", conversation)
                .then()
                .statusCode(204);

        ask(tenant, Map.of("text", "Still there?", "conversation", conversation))
                .statusCode(409)
                .body("code", equalTo("conversation-ended"));
    }

    @Test
    void refusesBadInputWithAReason() {
        ask(tenant, Map.of("text", " ")).statusCode(400).body("errors[0].pointer", equalTo("/text"));
        ask(tenant, Map.of("text", "x".repeat(8001))).statusCode(400);
        ask(tenant, Map.of("text", "a\u0000b")).statusCode(400).body("code", equalTo("invalid-characters"));
        ask(tenant, Map.of("text", "Hi", "nonsense", 1)).statusCode(400).body("code", equalTo("unknown-field"));
        ask(tenant, Map.of("text", "Hi", "conversation", "cnv_nonsense")).statusCode(400);
        server(tenant)
                .body("{\"text\":")
                .post(TURNS)
                .then()
                .statusCode(400)
                .contentType(containsString("problem+json"));
    }
}
