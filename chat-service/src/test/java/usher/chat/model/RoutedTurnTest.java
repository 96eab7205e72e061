package usher.chat.model;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class RoutedTurnTest {
    private static final String ROUTING = Scene.MODELS + "/routing";

    private final FakeProvider usual = new FakeProvider().says("The usual answer.");
    private final FakeProvider other = new FakeProvider().says("The other answer.");
    private final Scene scene = Scene.open();
    private final Scene neighbour = Scene.open();

    @AfterEach
    void stop() {
        usual.close();
        other.close();
    }

    @Test
    void doesNothingUntilATenantWantsIt() {
        scene.uses("answer", usual, "gpt-4.1");
        scene.uses("cheap", other, "gpt-4.1-nano");
        scene.uses("backup", other, "gpt-4o-mini");

        scene.member().get(ROUTING).then().body("fallback", equalTo(false)).body("simple", nullValue());
        scene.receipt(scene.answer("Do you ship to Norway?"))
                .body("receipt.model.name", equalTo("gpt-4.1"))
                .body("receipt.routing.reason", equalTo("chosen"));
        usual.isDown();
        scene.ask(Map.of("text", "Hi")).statusCode(502);
    }

    @Test
    void answersByTheBackupWhenTheUsualModelIsDownAndSaysSo() {
        scene.uses("answer", usual, "gpt-4.1");
        scene.uses("backup", other, "gpt-4o-mini");
        scene.routes(Map.of("fallback", true));
        usual.isDown();

        scene.receipt(scene.answer("Do you ship to Norway?"))
                .body("receipt.model.name", equalTo("gpt-4o-mini"))
                .body("receipt.routing.failed", hasSize(1))
                .body("receipt.routing.failed[0].model", equalTo("gpt-4.1"))
                .body("receipt.uses", hasSize(1));
        neighbour.member().get(ROUTING).then().body("fallback", equalTo(false));
    }

    @Test
    void endsAtTheEngineThatIsAlwaysThere() {
        scene.uses("answer", usual, "gpt-4.1");
        scene.routes(Map.of("fallback", true));
        usual.isDown();

        scene.receipt(scene.answer("Hello"))
                .body("receipt.model.provider", equalTo("local"))
                .body("receipt.cost_micros", equalTo(0));
    }

    @Test
    void leadsSimpleQuestionsToTheCheapModel() {
        scene.uses("answer", usual, "gpt-4.1");
        scene.uses("cheap", other, "gpt-4.1-nano");
        scene.routes(Map.of("simple", Map.of("longest_question", 80)));

        scene.receipt(scene.answer("Do you ship to Norway?"))
                .body("receipt.model.name", equalTo("gpt-4.1-nano"))
                .body("receipt.routing.cheap", equalTo(true));
        scene.receipt(scene.answer("Where is order 1042?")).body("receipt.model.name", equalTo("gpt-4.1"));
    }

    @Test
    void comparesTwoModelsAndReportsWhatEachTook() {
        scene.uses("answer", usual, "gpt-4.1");
        scene.uses("challenger", other, "gpt-4.1-nano");
        scene.routes(Map.of("split", Map.of("name", "winter", "purpose", "ab", "share", 50, "varies", "model")));

        var arms = new HashMap<String, String>();
        for (int at = 0; at < 40 && arms.size() < 2; at++) {
            var receipt = scene.receipt(scene.answer("Question"))
                    .body("receipt.routing.experiment", equalTo("winter"))
                    .extract();
            arms.put(receipt.path("receipt.routing.arm"), receipt.path("receipt.model.name"));
        }

        assertEquals(Map.of("a", "gpt-4.1", "b", "gpt-4.1-nano"), arms);
        scene.member()
                .get(Scene.MODELS + "/costs")
                .then()
                .statusCode(200)
                .body("models", hasSize(2))
                .body("models[0].model", equalTo("gpt-4.1"))
                .body("comparisons[0].experiment", equalTo("winter"))
                .body("comparisons[0].usual.model", equalTo("openai/gpt-4.1"))
                .body("comparisons[0].variant.model", equalTo("openai/gpt-4.1-nano"))
                .body("recommendation.model", nullValue())
                .body("recommendation.code", equalTo("too-few-conversations"));
        neighbour.member().get(Scene.MODELS + "/costs").then().body("models", hasSize(0));
    }

    @Test
    void givesAShareOtherInstructions() {
        scene.uses("answer", usual, "gpt-4.1");
        scene.routes(Map.of(
                "split",
                Map.of(
                        "name",
                        "tone",
                        "purpose",
                        "canary",
                        "share",
                        99,
                        "varies",
                        "instructions",
                        "instructions",
                        "Answer in rhymes.")));

        for (int at = 0; at < 5; at++) {
            scene.answer("Question");
        }

        assertTrue(usual.requests.stream().anyMatch(request -> request.contains("Answer in rhymes.")));
    }

    @Test
    void refusesSettingsThatCouldNotWork() {
        put(Map.of("simple", Map.of("longest_question", 80)))
                .statusCode(400)
                .body("errors[0].code", equalTo("model-missing"));
        put(Map.of("split", Map.of("name", "x", "purpose", "ab", "share", 50, "varies", "model")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/split/varies"));
        put(Map.of("split", Map.of("name", "x", "purpose", "ab", "share", 50, "varies", "instructions")))
                .statusCode(400);
        put(Map.of("split", Map.of("name", "x", "purpose", "ab", "share", 100, "varies", "model")))
                .statusCode(400);
    }

    @Test
    void metersATurnThatBrokeOnceAndWithoutAMessage() throws Exception {
        scene.uses("answer", usual, "gpt-4.1");
        usual.breaksOffAfter("A long beginning of an answer that never ends");
        var question = Map.of("text", "Tell me", "clientMessageId", "m1");
        scene.ask(question).statusCode(502).body("code", equalTo("model-interrupted"));
        usual.says("Done.");
        scene.ask(question).statusCode(200);

        var events = UsageTopic.until(
                scene.id(),
                event -> event.lines().stream().anyMatch(line -> line.metric().equals("messages")));

        assertEquals(2, events.size());
        assertEquals("broken", events.getFirst().dimensions().get("purpose"));
        assertTrue(UsageTopic.cost(events.subList(0, 1)) > 0);
        scene.member()
                .get(Scene.MODELS + "/costs")
                .then()
                .body("cost_micros", equalTo((int) UsageTopic.cost(events)))
                .body("models[0].turns", equalTo(1));
    }

    private io.restassured.response.ValidatableResponse put(Map<String, ?> settings) {
        return scene.member().body(settings).put(ROUTING).then();
    }
}
