package usher.chat.model;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class RolesTest {
    private final FakeProvider provider = new FakeProvider().says("OK");
    private final Scene scene = Scene.open();
    private final Scene other = Scene.open();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void answersLocallyUntilATenantChooses() {
        scene.member()
                .get(Scene.MODELS)
                .then()
                .statusCode(200)
                .body("data.role", contains("answer", "classify", "embed", "judge"))
                .body("data.provider", contains("local", "local", "local", "local"))
                .body("data[0].temperature", equalTo(0.3f))
                .body("data[0].max_tokens", equalTo(2048))
                .body("data[0].is_default", equalTo(true));
        scene.member().get(Scene.MODELS + "/cheap").then().statusCode(404);
        scene.member().get(Scene.MODELS + "/nonsense").then().statusCode(404);
    }

    @Test
    void keepsAModelForEachRoleOfEachTenant() {
        scene.uses("answer", provider, "gpt-4.1");
        scene.uses("judge", provider, "gpt-4o");

        scene.member()
                .get(Scene.MODELS)
                .then()
                .body("data.find { it.role == 'answer' }.model", equalTo("gpt-4.1"))
                .body("data.find { it.role == 'answer' }.has_key", equalTo(true))
                .body("data.find { it.role == 'answer' }.api_key", nullValue())
                .body("data.find { it.role == 'judge' }.model", equalTo("gpt-4o"));
        other.member().get(Scene.MODELS + "/judge").then().body("provider", equalTo("local"));

        scene.member().delete(Scene.MODELS + "/judge").then().statusCode(204);
        scene.member().get(Scene.MODELS + "/judge").then().body("provider", equalTo("local"));
    }

    @Test
    void sendsAKeyNowhereElse() {
        scene.uses("answer", provider, "gpt-4o");

        scene.member()
                .body(Map.of("provider", "openai", "model", "gpt-4o"))
                .put(Scene.MODELS + "/answer")
                .then()
                .statusCode(200)
                .body("base_url", equalTo("https://api.openai.com/v1"))
                .body("has_key", equalTo(false));
    }

    @Test
    void refusesWhatItCannotUse() {
        choose(Map.of("provider", "openai", "model", "nobody-knows"))
                .statusCode(422)
                .body("code", equalTo("model-price-unknown"));
        choose(Map.of("provider", "openai")).statusCode(400).body("errors[0].pointer", equalTo("/model"));
        choose(Map.of("provider", "nobody", "model", "x")).statusCode(400);
        choose(Map.of("provider", "openai", "model", "gpt-4o", "base_url", provider.url()))
                .statusCode(403)
                .body("code", equalTo("platform-only"));
    }

    @Test
    void triesAModelAndMetersTheTrial() throws Exception {
        scene.uses("cheap", provider, "gpt-4o-mini");

        scene.member()
                .post(Scene.MODELS + "/cheap/test")
                .then()
                .statusCode(200)
                .body("ok", equalTo(true))
                .body("model", equalTo("gpt-4o-mini"))
                .body("tokens", equalTo(1300))
                .body("cost_micros", greaterThan(0));
        UsageTopic.until(scene.id(), event -> "test".equals(event.dimensions().get("purpose")));

        provider.isDown();
        scene.member()
                .post(Scene.MODELS + "/cheap/test")
                .then()
                .statusCode(200)
                .body("ok", equalTo(false))
                .body("code", equalTo("model-unavailable"));
        scene.member()
                .get(Scene.MODELS + "/costs")
                .then()
                .body("models.model", hasItems("gpt-4o-mini"))
                .body("models[0].turns", equalTo(0))
                .body("models[0].without_answer_micros", greaterThan(0));
        other.member().get(Scene.MODELS + "/costs").then().body("cost_micros", equalTo(0));
    }

    private io.restassured.response.ValidatableResponse choose(Map<String, ?> model) {
        return scene.member().body(model).put(Scene.MODELS + "/answer").then();
    }
}
