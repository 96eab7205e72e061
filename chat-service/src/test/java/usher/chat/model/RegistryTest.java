package usher.chat.model;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class RegistryTest {
    private static final String REGISTRY = Scene.MODELS + "/registry";

    @Inject
    Pool pool;

    private final Scene scene = Scene.open();

    @Test
    void listsEveryModelOnceInPages() {
        var seen = new HashSet<String>();
        @Nullable String cursor = null;
        do {
            var request = scene.member().queryParam("limit", 7);
            var page = (cursor == null ? request : request.queryParam("starting_after", cursor))
                    .get(REGISTRY)
                    .then()
                    .statusCode(200)
                    .extract();
            List<Map<String, String>> models = page.path("data");
            models.forEach(model -> assertTrue(seen.add(model.get("provider") + "/" + model.get("model"))));
            cursor = page.path("next_cursor");
        } while (cursor != null);

        assertTrue(seen.containsAll(List.of("openai/gpt-5", "anthropic/claude-sonnet-4-5", "gemini/gemini-2.5-flash")));
        scene.member()
                .queryParam("starting_after", "nonsense")
                .get(REGISTRY)
                .then()
                .statusCode(400);
    }

    @Test
    void showsThePriceInForceAndThoseBeforeAndAfter() {
        var model = Scene.priced(
                Map.of("input_per_million", 1, "output_per_million", 2, "effective_from", "2024-01-01T00:00:00Z"));
        Scene.price(
                        model,
                        Map.of(
                                "input_per_million",
                                0.5,
                                "cached_per_million",
                                0.05,
                                "output_per_million",
                                2,
                                "reasoning_per_million",
                                3,
                                "effective_from",
                                "2025-01-01T00:00:00Z"))
                .statusCode(201);
        Scene.price(
                        model,
                        Map.of(
                                "input_per_million",
                                9,
                                "output_per_million",
                                9,
                                "effective_from",
                                "2999-01-01T00:00:00Z"))
                .statusCode(201);

        scene.member()
                .queryParam("starting_after", "openai/" + model.substring(0, model.length() - 1))
                .queryParam("limit", 1)
                .get(REGISTRY)
                .then()
                .body("data[0].model", equalTo(model))
                .body("data[0].in_force.input_per_million", equalTo(0.5f))
                .body("data[0].in_force.cached_per_million", equalTo(0.05f))
                .body("data[0].history", hasSize(3))
                .body(
                        "data[0].history.effective_from",
                        contains("2999-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "2024-01-01T00:00:00Z"));
    }

    @Test
    void takesPricesFromThePlatformAlone() {
        scene.member()
                .body(Map.of("provider", "openai", "model", "mine", "input_per_million", 0, "output_per_million", 0))
                .post(REGISTRY)
                .then()
                .statusCode(403);
    }

    @Test
    void neverChangesAPrice() {
        var model = Scene.priced(
                Map.of("input_per_million", 1, "output_per_million", 2, "effective_from", "2024-01-01T00:00:00Z"));

        Scene.price(
                        model,
                        Map.of(
                                "input_per_million",
                                3,
                                "output_per_million",
                                4,
                                "effective_from",
                                "2024-01-01T00:00:00Z"))
                .statusCode(409)
                .body("code", equalTo("price-exists"));
        var refused = assertThrows(
                RuntimeException.class,
                () -> pool.query("update model_price set input = 0")
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(5)));
        assertTrue(String.valueOf(refused.getMessage()).contains("permission denied"), refused.getMessage());
    }
}
