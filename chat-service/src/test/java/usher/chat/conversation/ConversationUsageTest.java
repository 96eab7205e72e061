package usher.chat.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.model.FakeProvider;
import usher.chat.model.Scene;
import usher.chat.model.UsageTopic;
import usher.contracts.event.Metric;
import usher.contracts.event.UsageRecorded;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ConversationUsageTest {
    private static final String MODEL = "gpt-4o-mini";

    private final FakeProvider provider = new FakeProvider();
    private final Scene scene = Scene.open();
    private final Scene other = Scene.open();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void metersAConversationOnceWithItsFirstAnswer() throws Exception {
        // Given
        scene.uses("answer", provider, MODEL);
        other.uses("answer", provider, MODEL);
        provider.says("By post.");
        String conversation =
                scene.ask(Map.of("text", "One")).statusCode(200).extract().path("conversation");
        other.answer("Hi");

        // When
        String last = scene.ask(Map.of("text", "Two", "conversation", conversation))
                .statusCode(200)
                .extract()
                .path("turn");

        // Then
        var events = UsageTopic.until(
                scene.id(), event -> last.equals(event.dimensions().get("turn")));
        assertEquals(
                List.of(1L, 0L),
                events.stream().map(ConversationUsageTest::conversations).toList());
        assertEquals(
                List.of("0", "0"),
                events.stream().map(event -> event.dimensions().get("persona")).toList());
        assertEquals(
                1, conversations(UsageTopic.until(other.id(), event -> true).getFirst()));
    }

    @Test
    void metersAConversationWhoseFirstTurnBrokeWithItsSecond() throws Exception {
        scene.uses("answer", provider, MODEL);
        provider.breaksOffAfter("A long beginning of an answer that never ends");
        var question = Map.of("text", "Tell me", "clientMessageId", "m1");
        scene.ask(question).statusCode(502);
        provider.says("Done.");

        scene.ask(question).statusCode(200);

        var events = UsageTopic.until(
                scene.id(),
                event -> event.lines().stream().anyMatch(line -> line.metric().equals(Metric.MESSAGES)));
        assertEquals(
                List.of(0L, 1L),
                events.stream().map(ConversationUsageTest::conversations).toList());
        assertEquals("broken", events.getFirst().dimensions().get("purpose"));
        assertEquals("0", events.getFirst().dimensions().get("persona"));
    }

    private static long conversations(UsageRecorded event) {
        return event.lines().stream()
                .filter(line -> line.metric().equals(Metric.CONVERSATIONS))
                .mapToLong(line -> line.quantity())
                .sum();
    }
}
