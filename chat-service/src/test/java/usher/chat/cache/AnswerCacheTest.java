package usher.chat.cache;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.completion.StandIn;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class AnswerCacheTest {
    private static final String TURNS = "/api/v1/chat/turns";

    private final StandIn provider = new StandIn();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void givesTheSameAnswerAgainForNothing() {
        var tenant = cached();
        provider.says("Thirty days.");
        ask(tenant, "How long can I return?").body("message.text", equalTo("Thirty days."));

        var conversation = ask(tenant, "how long can I return ?!")
                .body("message.text", equalTo("Thirty days."))
                .extract()
                .<String>path("conversation");

        assertEquals(1, provider.requests.size());
        member(tenant)
                .get("/api/v1/chat/admin/conversations/{id}/messages", conversation)
                .then()
                .body("data[1].tokens_input", equalTo(0))
                .body("data[1].tokens_output", equalTo(0))
                .body("data[1].cost_micros", equalTo(0))
                .body("data[1].model", equalTo("gpt-4o-mini"));
    }

    @Test
    void saysOnACompletionThatItCostNothing() {
        var tenant = cached();
        provider.says("Thirty days.");
        ask(tenant, "How long?");

        server(tenant)
                .body(Map.of(
                        "model",
                        "persona:support-assistant",
                        "messages",
                        List.of(Map.of("role", "user", "content", "How long?"))))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .body("usher.cached", equalTo(true))
                .body("usher.cost_micros", equalTo(0))
                .body("usage.total_tokens", equalTo(0));
    }

    @Test
    void neverCrossesTenants() {
        var one = cached();
        var other = cached();
        provider.says("Of one.").says("Of the other.");

        ask(one, "Whose?").body("message.text", equalTo("Of one."));
        ask(other, "Whose?").body("message.text", equalTo("Of the other."));
    }

    @Test
    void asksAgainWhenTheTenantDoesNotWantACache() {
        var tenant = provider.tenant();
        provider.says("First.").says("Second.");

        ask(tenant, "Hello?").body("message.text", equalTo("First."));
        ask(tenant, "Hello?").body("message.text", equalTo("Second."));
    }

    @Test
    void asksAgainWithinAConversation() {
        var tenant = cached();
        provider.says("First.").says("Second.");
        var conversation = ask(tenant, "Hello?").extract().<String>path("conversation");

        var question = Map.of("text", "Hello?", "conversation", conversation);
        server(tenant).body(question).post(TURNS).then().body("message.text", equalTo("Second."));
    }

    @Test
    void neverGivesAKnownVisitorsAnswerToAnybody() {
        var tenant = cached();
        provider.says("Dear Dana.").says("Dear anybody.");
        var dana = TestTokens.visitor(tenant.id(), new VisitorId(UUID.randomUUID()), Map.of("sub", "dana"));

        bearer(dana).body(Map.of("text", "Hello?")).post(TURNS).then().body("message.text", equalTo("Dear Dana."));

        ask(tenant, "Hello?").body("message.text", equalTo("Dear anybody."));
    }

    @Test
    void forgetsWithANewPersonaAndNewKnowledge() {
        var tenant = cached();
        provider.says("Old.").says("New persona.").says("New knowledge.");
        ask(tenant, "Who?").body("message.text", equalTo("Old."));

        member(tenant)
                .body(Map.of("name", "Dana", "instructions", "Be Dana."))
                .put("/api/v1/chat/admin/persona")
                .then()
                .statusCode(200);
        ask(tenant, "Who?").body("message.text", equalTo("New persona."));

        member(tenant)
                .body(Map.of("kind", "document", "title", "Us", "text", "We are Dana and Noa."))
                .post("/api/v1/chat/admin/knowledge")
                .then()
                .statusCode(201);
        ask(tenant, "Who?").body("message.text", equalTo("New knowledge."));
    }

    @Test
    void missesWhenRedisIsAway() {
        var tenant = new TenantId(UUID.randomUUID());
        var switches = bean(CacheSwitches.class);
        var away = RedisAPI.api(Redis.createClient(bean(Vertx.class), "redis://localhost:1"));
        var cache = new AnswerCache(switches, away, bean(ObjectMapper.class), bean(CacheConfig.class));
        switches.turn(tenant, true).await().atMost(Duration.ofSeconds(10));
        var key = new CacheKey(tenant, 1, 1, "m", List.of(), "en", "Hi");

        var found = cache.find(tenant, () -> Uni.createFrom().item(key)).await().atMost(Duration.ofSeconds(10));

        var miss = assertInstanceOf(LookUp.Miss.class, found);
        assertTrue(miss.key().startsWith("t:" + tenant + ":cache:"));
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    private TestTenant cached() {
        var tenant = provider.tenant();
        member(tenant)
                .body(Map.of("enabled", true))
                .put("/api/v1/chat/admin/answer-cache")
                .then()
                .statusCode(200)
                .body("life_seconds", equalTo(300));
        member(tenant).get("/api/v1/chat/admin/answer-cache").then().body("enabled", equalTo(true));
        return tenant;
    }

    private static ValidatableResponse ask(TestTenant tenant, String text) {
        return server(tenant)
                .body(new HashMap<>(Map.of("text", text)))
                .post(TURNS)
                .then()
                .statusCode(200);
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
