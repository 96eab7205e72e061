package usher.chat.knowledge;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.chat.model.FakeProvider;
import usher.chat.model.Prompt;
import usher.chat.model.Scene;
import usher.chat.model.UsageTopic;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;

/** Knowledge whose vectors a tenant's own model makes. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class EmbeddingByModelTest {
    private static final String SMALL = "openai/text-embedding-3-small";
    private static final String LARGE = "openai/text-embedding-3-large";
    private static final String LOCAL = "local/local";

    @Inject
    Tenancy tenancy;

    @Inject
    Knowledge knowledge;

    private final FakeProvider provider = new FakeProvider();
    private final Scene scene = Scene.open();
    private final Scene other = Scene.open();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void embedsByTheTenantsModelAndMetersIt() throws Exception {
        scene.uses("embed", provider, "text-embedding-3-small");

        teach(scene);
        teach(other);

        assertEquals(Set.of(SMALL), models(scene));
        assertEquals(Set.of(LOCAL), models(other));
        assertEquals("Returns", search(scene, "tuner returns").getFirst().title());
        var used = UsageTopic.until(
                        scene.id(), event -> "embed".equals(event.dimensions().get("purpose")))
                .getLast();
        assertEquals("text-embedding-3-small", used.dimensions().get("model"));
        assertEquals(7L * 2, used.lines().getFirst().quantity());
    }

    @Test
    void embedsAnewWhenTheModelChangesAndFindsByWordsMeanwhile() {
        teach(scene);
        assertEquals(Set.of(LOCAL), models(scene));

        scene.uses("embed", provider, "text-embedding-3-large");
        until(scene, Set.of(LARGE));
        assertEquals("Returns", search(scene, "How do I return it?").getFirst().title());

        scene.member().delete(Scene.MODELS + "/embed").then().statusCode(204);
        until(scene, Set.of(LOCAL));
        assertEquals("Returns", search(scene, "How do I return it?").getFirst().title());
    }

    @Test
    void findsByWordsWhenTheModelIsDownOrNotPaid() {
        scene.uses("embed", provider, "text-embedding-3-small");
        teach(scene);
        provider.isDown();

        assertEquals(
                "Returns", search(scene, "How do I return an item?").getFirst().title());

        TestEntitlements.announce(2, scene.id(), new Limit(Metric.COST, 0L, Period.MONTH, true));
        int asked = provider.requests.size();
        assertEquals(
                "Returns", search(scene, "How do I return an item?").getFirst().title());
        assertTrue(provider.requests.size() <= asked + 3, "Asked though nothing covers it");
    }

    @Test
    void saysWhenTheModelCannotEmbed() {
        scene.platform()
                .body(Map.of("provider", "anthropic", "model", "claude-haiku-4-5", "api_key", "k"))
                .put(Scene.MODELS + "/embed")
                .then()
                .statusCode(422)
                .body("code", equalTo("embedding-unsupported"));
        scene.uses("embed", provider, "text-embedding-3-small");
        provider.isDown();

        scene.member().post(Scene.MODELS + "/embed/test").then().statusCode(200).body("ok", equalTo(false));
        scene.member().body(entry()).post("/api/v1/chat/admin/knowledge").then().statusCode(502);
    }

    private static Map<String, Object> entry() {
        return Map.of(
                "kind",
                "faq",
                "title",
                "Returns",
                "questions",
                List.of("How do I return an item?"),
                "answer",
                "Send it back within thirty days.");
    }

    private static void teach(Scene scene) {
        scene.member().body(entry()).post("/api/v1/chat/admin/knowledge").then().statusCode(201);
    }

    private List<Prompt.Passage> search(Scene scene, String question) {
        return knowledge.search(scene.id(), question, List.of()).await().atMost(Duration.ofSeconds(20));
    }

    /** Asks until all passages have vectors by these models: a question is what sets the work going. */
    private void until(Scene scene, Set<String> models) {
        Multi.createBy()
                .repeating()
                .supplier(() -> {
                    search(scene, "How do I return it?");
                    return models(scene);
                })
                .withDelay(Duration.ofMillis(50))
                .atMost(400)
                .filter(models::equals)
                .toUni()
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private Set<String> models(Scene scene) {
        return tenancy.sql(
                        scene.id(),
                        connection -> connection
                                .preparedQuery("select model from passage where tenant_id = $1")
                                .execute(Tuple.of(scene.id().value()))
                                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> row.getString(0))
                                        .collect(Collectors.toSet())))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
