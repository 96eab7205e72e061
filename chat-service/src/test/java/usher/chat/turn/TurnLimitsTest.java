package usher.chat.turn;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.contracts.id.VisitorId;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class TurnLimitsTest {
    private static final String TURNS = "/api/v1/chat/turns";

    private final ScriptedProvider provider = new ScriptedProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void tellsWhatIsLeftWithEachAnswerAndEachRefusal() {
        var tenant = tenant(minute(Metric.REQUESTS, 3), month(Metric.MESSAGES, 2, true));
        provider.says("One.").says("Two.");

        ask(tenant, "Hi")
                .statusCode(200)
                .header("RateLimit-Policy", "\"chat\";q=3;w=60")
                .header("RateLimit", "\"chat\";r=2;t=60")
                .header("X-RateLimit-Limit", "3")
                .header("X-RateLimit-Remaining", "2");
        server(tenant)
                .body(Map.of("text", "Hi", "conversation", "cnv_00000000000000000000000000"))
                .post(TURNS)
                .then()
                .statusCode(404)
                .header("X-RateLimit-Remaining", "1");
        ask(tenant, "Hi").statusCode(200);
        ask(tenant, "Hi")
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .header("RateLimit", startsWith("\"chat\";r=0;t="));
    }

    @Test
    void limitsAVisitorAndAnAddressBesideTheTenant() {
        var tenant = tenant(minute("requests.visitor", 1), minute("requests.address", 2));
        provider.says("One.").says("Two.");
        var one = new VisitorId(UUID.randomUUID());

        visit(tenant, one, "203.0.113.1")
                .statusCode(200)
                .header("RateLimit-Policy", matchesPattern("\"visitor\";q=1;w=60, \"address\";q=2;w=60"));
        visit(tenant, one, "203.0.113.1").statusCode(429);
        visit(tenant, new VisitorId(UUID.randomUUID()), "203.0.113.1").statusCode(200);
        visit(tenant, new VisitorId(UUID.randomUUID()), "203.0.113.1").statusCode(429);
    }

    @Test
    void refusesWhatTheBudgetDoesNotCoverBeforeAnyModelIsAsked() {
        var tenant = tenant(month(Metric.COST, 0, true));

        ask(tenant, "Hi")
                .statusCode(402)
                .body("code", equalTo("plan-limit-exceeded"))
                .body("metric", equalTo("cost"))
                .body("upgrade_url", notNullValue())
                .body("resets_at", notNullValue());

        assertEquals(0, provider.requests.size());
    }

    @Test
    void shortensAnswersToWhatTheBudgetLeaves() {
        var tenant = tenant(month(Metric.COST, 400, true));
        provider.says("Short.");

        ask(tenant, "Hi").statusCode(200);

        var sent = provider.requests.element();
        var most = Integer.parseInt(sent.replaceAll("(?s).*\"max_(completion_)?tokens\":(\\d+).*", "$2"));
        assertTrue(most > 32 && most < 667, sent);
    }

    @Test
    void warnsOfASoftLimitAndAnswers() {
        var tenant = tenant(month(Metric.MESSAGES, 1, false));
        provider.says("One.").says("Two.").says("Three.");
        ask(tenant, "Hi")
                .statusCode(200)
                .header("Usher-Limit-Warning", startsWith("\"messages\";limit=1;used=0;reached=?0"));
        ask(tenant, "Hi")
                .statusCode(200)
                .header("Usher-Limit-Warning", startsWith("\"messages\";limit=1;used=1;reached=?1"));

        var stream = server(tenant)
                .accept("text/event-stream")
                .body(Map.of("text", "Hi"))
                .post(TURNS)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertTrue(stream.contains("event:limit.warning") || stream.contains("event: limit.warning"), stream);
        assertTrue(stream.contains("\"reached\":true"), stream);
    }

    @Test
    void countsOpenedConversations() {
        var tenant = tenant(month(Metric.CONVERSATIONS, 1, true));
        provider.breaksOffAfter("Half").says("Whole.");
        ask(tenant, "Hi").statusCode(502);

        ask(tenant, "Hi").statusCode(402).body("metric", equalTo("conversations"));
    }

    @Test
    void refusesAModelWhosePriceIsUnknown() {
        var tenant = tenant(month(Metric.COST, 1_000_000, true));
        CDI.current()
                .select(Tenancy.class)
                .get()
                .sql(
                        tenant.id(),
                        connection -> connection
                                .preparedQuery("update model_choice set model = 'nobody-knows' where tenant_id = $1")
                                .execute(Tuple.of(tenant.id().value())))
                .await()
                .atMost(Duration.ofSeconds(10));

        ask(tenant, "Hi").statusCode(422).body("code", equalTo("model-price-unknown"));

        assertEquals(0, provider.requests.size());
    }

    @Test
    void countsTurnsThatBreakOffAgainstTheBudget() {
        var tenant = tenant(month(Metric.COST, 600, true));
        int broken = 0;
        int status = 502;
        while (status == 502 && broken < 50) {
            provider.breaksOffAfter("x".repeat(1200));
            status = ask(tenant, "Hi").extract().statusCode();
            broken++;
        }

        assertEquals(402, status);
        assertTrue(broken > 2, "Refused after " + broken);
    }

    @Test
    void refusesAPromptBeyondTheTierItsPriceIsFor() {
        var model = "tiered-" + UUID.randomUUID();
        bearer(TestTokens.platformAdmin())
                .body(Map.of(
                        "provider",
                        "openai",
                        "model",
                        model,
                        "input_per_million",
                        1,
                        "output_per_million",
                        2,
                        "most_input_tokens",
                        1000))
                .post("/api/v1/chat/admin/models/registry")
                .then()
                .statusCode(201);
        var tenant = tenant(month(Metric.COST, 1_000_000, true));
        choose(tenant, model);
        provider.says("Short.");

        ask(tenant, "Hi").statusCode(200);
        ask(tenant, "word ".repeat(1000)).statusCode(422).body("code", equalTo("prompt-too-long"));

        assertEquals(1, provider.requests.size());
    }

    private TestTenant tenant(Limit... limits) {
        var made = TestTenants.active();
        TestEntitlements.announce(1, made.id(), limits);
        choose(made, "gpt-4o-mini");
        return made;
    }

    private void choose(TestTenant tenant, String model) {
        bearer(TestTokens.platformAdmin())
                .queryParam("tenant", tenant.id().toString())
                .body(Map.of("provider", "openai", "base_url", provider.url(), "model", model, "api_key", "k"))
                .put("/api/v1/chat/admin/model")
                .then()
                .statusCode(200);
    }

    private static Limit minute(String metric, long amount) {
        return new Limit(metric, amount, Period.MINUTE, true);
    }

    private static Limit month(String metric, long amount, boolean hard) {
        return new Limit(metric, amount, Period.MONTH, hard);
    }

    private static ValidatableResponse ask(TestTenant tenant, String text) {
        return server(tenant).body(Map.of("text", text)).post(TURNS).then();
    }

    private static ValidatableResponse visit(TestTenant tenant, VisitorId visitor, String address) {
        return bearer(TestTokens.visitor(tenant.id(), visitor, Map.of()))
                .header("X-Forwarded-For", address)
                .body(Map.of("text", "Hi"))
                .post(TURNS)
                .then();
    }

    private static RequestSpecification server(TestTenant tenant) {
        return bearer(tenant.secretKey());
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
