package usher.billing;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.Topic;

/** A producer, and a reader of whole topics, beside the service under test. */
@ApplicationScoped
public class Kafka {
    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;

    Kafka(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    }

    public void send(Event<?> event) {
        send(
                event.data().topic(),
                event.subject().toString(),
                EventJson.write(event).getBytes(StandardCharsets.UTF_8));
    }

    /** With the header that services send, whatever the bytes are. */
    public void send(Topic topic, String key, byte[] value) {
        var message = new ProducerRecord<>(topic.topic(), key, value);
        message.headers()
                .add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that stands on a topic now, from offset 0. */
    public List<ConsumerRecord<String, byte[]>> all(String topic) {
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        replay(topic, batch -> batch.forEach(all::add));
        return all;
    }

    /** Gives everything that stands on a topic now, from offset 0, in the batches in which it is polled. */
    public void replay(String topic, Consumer<ConsumerRecords<String, byte[]>> taker) {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                taker.accept(consumer.poll(Duration.ofMillis(200)));
            }
        }
    }

    /** How many messages a consumer group has not yet taken, as far as it has said. */
    public long lag(String group) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                var consumer = consumer()) {
            var taken = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var topics = taken.keySet().stream().map(TopicPartition::topic).distinct();
            var partitions = topics.flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - taken(taken.get(end.getKey())))
                    .sum();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long taken(@Nullable OffsetAndMetadata offset) {
        return offset == null ? 0 : offset.offset();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
