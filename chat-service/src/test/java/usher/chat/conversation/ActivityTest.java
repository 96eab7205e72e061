package usher.chat.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import usher.chat.model.FakeProvider;
import usher.chat.model.Scene;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

/** S3.46: every interaction is told to who analyses them. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ActivityTest {
    @Test
    void tellsOfEveryAnswerAndNeverItsWords() throws Exception {
        var scene = Scene.open();
        try (var provider = new FakeProvider().says("A private answer.")) {
            scene.uses("answer", provider, "gpt-4o-mini");
            var answer = scene.ask(Map.of("text", "Hello, this is a private question"))
                    .statusCode(200)
                    .extract();

            Event<ActivityRecorded> told = first(scene.id());

            assertEquals("turn.answered", told.data().activity());
            assertEquals(
                    answer.<String>path("conversation"),
                    String.valueOf(told.data().conversation()));
            var properties = told.data().properties();
            assertEquals(answer.<String>path("message.id"), String.valueOf(properties.get("message")));
            assertEquals("gpt-4o-mini", String.valueOf(properties.get("model")));
            assertTrue(properties.keySet().containsAll(java.util.Set.of("intent", "emotion", "sentiment", "language")));
            assertEquals("0", String.valueOf(properties.get("citations")));
            assertEquals("0", String.valueOf(properties.get("tools_done")));
            assertFalse(told.toString().contains("private"), told.toString());
        }
    }

    private static Event<ActivityRecorded> first(TenantId tenant) throws Exception {
        var settings = new Properties();
        settings.put("bootstrap.servers", System.getProperty("usher.kafka.bootstrap"));
        settings.put("group.id", "activity-test-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(java.util.List.of("usher.activity"));
            while (System.nanoTime() < end) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    Event<ActivityRecorded> told = EventJson.read(message.value(), ActivityRecorded.class);
                    if (told.subject().equals(tenant)) {
                        return told;
                    }
                }
            }
        }
        throw new AssertionError("Nothing was told");
    }
}
