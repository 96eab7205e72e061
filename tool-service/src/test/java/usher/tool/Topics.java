package usher.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.opentest4j.AssertionFailedError;
import usher.contracts.event.EventData;
import usher.contracts.event.EventJson;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;

/** Reads what the service has told others of one tenant. */
public final class Topics {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Topics() {}

    /** All events of a tenant on a topic, once there are so many that {@code enough} says so. */
    public static <D extends EventData> List<D> until(
            Topic topic, TenantId tenant, Class<D> type, Predicate<List<D>> enough) {
        var found = new ArrayList<D>();
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.topic()).stream()
                    .map(partition -> new TopicPartition(topic.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!enough.test(found)) {
                if (System.nanoTime() > end) {
                    throw new AssertionFailedError("Waited in vain on " + topic.topic() + ", found " + found);
                }
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    if (tenant.toString().equals(message.key())) {
                        found.add(EventJson.read(message.value(), type).data());
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> settings() {
        var bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false);
    }
}
