package usher.chat.turn;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class TurnTest {
    private static final String TURNS = "/api/v1/chat/turns";

    private final ScriptedProvider provider = new ScriptedProvider();
    private TestTenant tenant = new TestTenant(new usher.contracts.id.TenantId(UUID.randomUUID()), "", "");

    @BeforeEach
    void aTenantWithAModel() {
        tenant = tenantWithModel();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void answersAndKeepsWhatWasSaid() {
        provider.says("Hello ", "there.");

        var conversation = ask(tenant, Map.of("text", "Hi", "clientMessageId", "m1"))
                .statusCode(200)
                .body("message.text", equalTo("Hello there."))
                .body("message.role", equalTo("assistant"))
                .body("message.finish_reason", equalTo("stop"))
                .body("limits.messages_left", equalTo(99))
                .body("conversation", startsWith("cnv_"))
                .extract()
                .<String>path("conversation");

        server(tenant)
                .get("/api/v1/chat/conversations/{id}/messages", conversation)
                .then()
                .statusCode(200)
                .body("data.role", contains("user", "assistant"))
                .body("data.text", contains("Hi", "Hello there."));
        assertTrue(provider.requests.element().contains("\"stream\":true"));
    }

    @Test
    void tellsMembersWhatAnAnswerTookAndNobodyElsesTenant() {
        provider.says("Fine.");
        var conversation = ask(tenant, Map.of("text", "Hi")).extract().<String>path("conversation");
        var other = TestTenants.active();

        member(tenant)
                .get("/api/v1/chat/admin/conversations/{id}/messages", conversation)
                .then()
                .statusCode(200)
                .body("data[1].model", equalTo("gpt-4o-mini"))
                .body("data[1].tokens_input", equalTo(10))
                .body("data[1].tokens_output", equalTo(5))
                .body("data[1].cost_micros", equalTo(2 + 3));
        member(other)
                .get("/api/v1/chat/admin/conversations/{id}", conversation)
                .then()
                .statusCode(404);
        server(other)
                .get("/api/v1/chat/conversations/{id}/messages", conversation)
                .then()
                .statusCode(404);
        server(other).get("/api/v1/chat/conversations").then().body("data", hasSize(0));
    }

    @Test
    void streamsTheSameAnswerAsNumberedEvents() {
        provider.says("One ", "two.");

        var stream = server(tenant)
                .accept("text/event-stream")
                .body(Map.of("text", "Count"))
                .post(TURNS)
                .then()
                .statusCode(200)
                .contentType(containsString("text/event-stream"))
                .extract()
                .asString();

        var types = stream.lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(6).strip());
        assertEquals(
                "turn.started,text.delta,text.delta,message.completed,turn.completed",
                String.join(",", types.toList()));
        assertTrue(stream.contains("\"delta\":\"two.\""), stream);
        assertTrue(stream.contains("id:1") || stream.contains("id: 1"), stream);
    }

    @Test
    void remembersTheConversation() {
        provider.says("Blue.").says("You asked for a colour.");
        var conversation =
                ask(tenant, Map.of("text", "Name a colour")).extract().<String>path("conversation");

        ask(tenant, Map.of("text", "What did I ask?", "conversation", conversation))
                .statusCode(200);

        provider.requests.remove();
        var second = provider.requests.element();
        assertTrue(second.contains("Name a colour") && second.contains("Blue."), second);
    }

    @Test
    void answersARepeatedMessageOnce() {
        provider.says("Once.");
        var question = Map.<String, Object>of("text", "Hi", "clientMessageId", "same");
        var first = ask(tenant, question).extract().<String>path("message.id");

        ask(tenant, question).statusCode(200).body("message.id", equalTo(first)).body("message.text", equalTo("Once."));

        assertEquals(1, provider.requests.size());
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
    void costsNothingWhenTheModelBreaks() {
        TestEntitlements.announce(2, tenant.id(), 1L, 100L);
        provider.breaksOffAfter("Half").says("Whole.");
        var question = Map.<String, Object>of("text", "Hi", "clientMessageId", "m1");

        ask(tenant, question).statusCode(502).body("code", equalTo("model-interrupted"));

        ask(tenant, question).statusCode(200).body("message.text", equalTo("Whole."));
    }

    @Test
    void asksAProviderAgainThatIsBusy() {
        provider.refusesWith(503).says("Back.");

        ask(tenant, Map.of("text", "Hi")).statusCode(200).body("message.text", equalTo("Back."));
    }

    @Test
    void estimatesWhatAProviderDoesNotCount() {
        provider.saysWithoutCounting("Four words are here.");
        var conversation = ask(tenant, Map.of("text", "Hi")).extract().<String>path("conversation");

        member(tenant)
                .get("/api/v1/chat/admin/conversations/{id}", conversation)
                .then()
                .body("tokens_output", equalTo(6))
                .body("tokens_input", greaterThan(100));
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

    private TestTenant tenantWithModel() {
        var made = TestTenants.active();
        TestEntitlements.grant(made.id(), 100L, 1000L);
        bearer(TestTokens.platformAdmin())
                .queryParam("tenant", made.id().toString())
                .body(endpoint(provider))
                .put("/api/v1/chat/admin/model")
                .then()
                .statusCode(200)
                .body("has_key", equalTo(true));
        return made;
    }

    private static Map<String, Object> endpoint(ScriptedProvider provider) {
        return Map.of("provider", "openai", "base_url", provider.url(), "model", "gpt-4o-mini", "api_key", "k");
    }

    private static ValidatableResponse ask(TestTenant tenant, Map<String, ?> question) {
        return server(tenant).body(question).post(TURNS).then();
    }

    private static RequestSpecification server(TestTenant tenant) {
        return bearer(tenant.secretKey());
    }

    private static RequestSpecification member(TestTenant tenant) {
        return bearer(TestTokens.member(Role.ADMIN, tenant.id()));
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
