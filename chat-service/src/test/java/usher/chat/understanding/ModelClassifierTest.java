package usher.chat.understanding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import usher.chat.model.Model;
import usher.chat.model.ModelEvent;
import usher.chat.model.ModelFailure;
import usher.chat.model.Prompt;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ModelClassifierTest {
    private static final String LABEL =
            "{\"language\":\"he\",\"sentiment\":\"negative\",\"score\":-0.7,\"intent\":\"complaint\",\"emotion\":\"anger\",\"product\":\"Trail boots\"}";
    private static final String TEXT = "Where is my order?";

    private final List<Prompt> asked = new ArrayList<>();

    @Test
    void takesWhatTheModelSays() {
        var insight = classify(says(LABEL.substring(0, 20), LABEL.substring(20)));

        assertEquals(Intent.COMPLAINT, insight.intent());
        assertEquals(Direction.RTL, insight.direction());
        assertEquals(-0.7, insight.score());
        assertEquals("Trail boots", insight.product());
        assertEquals(TEXT, asked.getFirst().question());
        assertTrue(asked.getFirst().persona().instructions().contains("order_status"));
    }

    @Test
    void takesFencedJson() {
        assertEquals(
                Emotion.ANGER,
                ModelClassifier.insight("```json\n" + LABEL + "\n```").emotion());
    }

    @Test
    void believesNothingElse() {
        for (var answer : List.of(
                "",
                "It is negative.",
                "null",
                "{}",
                LABEL.replace("anger", "rage"),
                LABEL.replace("-0.7", "-7"),
                LABEL.replace("-0.7", "null"),
                LABEL.replace("\"he\"", "\"he'; drop table\""),
                LABEL.replace("}", ",\"more\":1}"),
                LABEL + LABEL + "x")) {
            assertThrows(RuntimeException.class, () -> ModelClassifier.insight(answer), answer);
        }
    }

    @Test
    void understandsLocallyWhatTheModelDoesNot() {
        var silent = new Scripted(Multi.createFrom().nothing());
        var broken = new Scripted(Multi.createFrom().failure(new ModelFailure("model-unavailable", "away")));

        for (var model : List.of(says("I cannot say."), silent, broken)) {
            assertEquals(Intent.ORDER_STATUS, classify(model).intent());
        }
    }

    private record Scripted(Multi<ModelEvent> events) implements Model {
        @Override
        public Multi<ModelEvent> reply(Prompt prompt) {
            return events;
        }
    }

    private static Model says(String... pieces) {
        var events = new ArrayList<ModelEvent>();
        for (var piece : pieces) {
            events.add(new ModelEvent.Text(piece));
        }
        events.add(new ModelEvent.End("stop"));
        return new Scripted(Multi.createFrom().iterable(events));
    }

    private Insight classify(Model model) {
        Model remembering = prompt -> {
            asked.add(prompt);
            return model.reply(prompt);
        };
        return new ModelClassifier(remembering, Duration.ofMillis(200))
                .classify(TEXT, "en")
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
