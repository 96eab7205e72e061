package usher.chat.errand;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.chat.model.FakeProvider;
import usher.chat.model.Scene;
import usher.chat.model.UsageTopic;
import usher.chat.understanding.Insight;
import usher.chat.understanding.Understanding;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TurnId;
import usher.contracts.id.UuidV7;
import usher.kit.test.EmbeddedPlatform;

/** The models of other roles than the one that answers, at what they are for. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class RolesInUseTest {
    private static final String LABEL =
            "{\\\"language\\\":\\\"en\\\",\\\"sentiment\\\":\\\"negative\\\",\\\"score\\\":-0.7,\\\"intent\\\":\\\"complaint\\\","
                    + "\\\"emotion\\\":\\\"anger\\\",\\\"product\\\":\\\"Trail boots\\\"}";

    @Inject
    Understanding understanding;

    private final FakeProvider provider = new FakeProvider().says(LABEL);
    private final Scene scene = Scene.open();
    private final Scene other = Scene.open();
    private final UuidV7 ids = new UuidV7(InstantSource.system());

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void classifiesByTheTenantsModelAndMetersIt() throws Exception {
        scene.uses("classify", provider, "gpt-4o-mini");

        sentiment(scene).body("product", equalTo("Trail boots")).body("intent", equalTo("complaint"));

        sentiment(other).body("intent", equalTo("greeting"));
        assertEquals(1, provider.requests.size());
        var used = UsageTopic.until(
                        scene.id(),
                        event -> "classify".equals(event.dimensions().get("purpose")))
                .getLast();
        scene.member().get(Scene.MODELS + "/costs").then().body("cost_micros", equalTo((int)
                UsageTopic.cost(java.util.List.of(used))));
    }

    @Test
    void understandsLocallyWhatTheBudgetDoesNotCover() {
        scene.uses("classify", provider, "gpt-4o-mini");
        TestEntitlements.announce(2, scene.id(), new Limit(Metric.COST, 0L, Period.MONTH, true));

        sentiment(scene).body("intent", equalTo("greeting"));

        assertEquals(0, provider.requests.size());
    }

    @Test
    void understandsAQuestionByTheModelWhileItIsAnswered() {
        scene.uses("classify", provider, "gpt-4o-mini");
        var turn = new TurnId(ids.next());
        var local = understanding.of(turn, "Hello", "en");

        understanding.begin(scene.id(), new ConversationId(UUID.randomUUID()), turn, "Hello", "en");
        var insight = soon(turn, local);

        assertEquals("Trail boots", insight.product());
        assertEquals(local, understanding.of(new TurnId(ids.next()), "Hello", "en"));
    }

    @Test
    void refusesATestThatThePlanDoesNotCover() {
        scene.uses("judge", provider, "gpt-4o-mini");
        TestEntitlements.announce(2, scene.id(), new Limit(Metric.COST, 0L, Period.MONTH, true));

        scene.member()
                .post(Scene.MODELS + "/judge/test")
                .then()
                .statusCode(402)
                .body("code", equalTo("plan-limit-exceeded"));

        assertEquals(0, provider.requests.size());
    }

    @Test
    void hasThePlansModelsBelowTheTenantsOwn() {
        TestEntitlements.announce(2, scene.id(), "gold", new Limit(Metric.MESSAGES, 10L, Period.MONTH, true));

        model(scene, "cheap").body("model", equalTo("gpt-4.1-nano")).body("is_default", equalTo(true));
        model(scene, "judge").body("provider", equalTo("local"));
        other.member().get(Scene.MODELS + "/cheap").then().statusCode(404);
        scene.uses("cheap", provider, "gpt-4o-mini");
        model(scene, "cheap").body("model", equalTo("gpt-4o-mini")).body("is_default", equalTo(false));
        scene.member().delete(Scene.MODELS + "/cheap").then().statusCode(204);
        model(scene, "cheap").body("model", equalTo("gpt-4.1-nano"));
    }

    private Insight soon(TurnId turn, Insight before) {
        return Multi.createBy()
                .repeating()
                .supplier(() -> understanding.of(turn, "Hello", "en"))
                .withDelay(Duration.ofMillis(20))
                .atMost(500)
                .filter(insight -> !insight.equals(before))
                .toUni()
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static ValidatableResponse model(Scene scene, String role) {
        return scene.member().get(Scene.MODELS + "/" + role).then().statusCode(200);
    }

    private static ValidatableResponse sentiment(Scene scene) {
        return scene.server()
                .body(Map.of("text", "Hello"))
                .post("/api/v1/chat/sentiment")
                .then()
                .statusCode(200);
    }
}
