package usher.chat.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;

/** What chat-service metered, as billing-service would read it. */
public final class UsageTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private UsageTopic() {}

    /** All events of a tenant up to the first that fits. */
    public static List<UsageRecorded> until(TenantId tenant, Predicate<UsageRecorded> last) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                System.getProperty("usher.kafka.bootstrap"),
                "group.id",
                "test-" + tenant.value(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        var events = new ArrayList<UsageRecorded>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("usher.usage"));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                for (var row : consumer.poll(Duration.ofMillis(200))) {
                    Event<UsageRecorded> event = EventJson.read(row.value(), UsageRecorded.class);
                    if (event.subject().equals(tenant)) {
                        events.add(event.data());
                        if (last.test(event.data())) {
                            return events;
                        }
                    }
                }
            }
        }
        throw new AssertionError("The event did not come; came: " + events);
    }

    public static long cost(List<UsageRecorded> events) {
        return events.stream()
                .flatMap(event -> event.lines().stream())
                .mapToLong(UsageLine::costMicros)
                .sum();
    }
}
