package usher.kit.event;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Puts bytes on Kafka topics; each send ends when all replicas have it. */
@ApplicationScoped
class EventSender {
    private static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private final MutinyEmitter<byte[]> emitter;

    EventSender(@Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    Uni<Void> send(String topic, String key, String payload) {
        var headers = new RecordHeaders().add("content-type", bytes(CONTENT_TYPE));
        return send(topic, key, bytes(payload), headers);
    }

    /** Sets a message aside that could not be decoded, with where it came from and why; without its value when that leaves no room for the rest. */
    Uni<Void> bury(String topic, ConsumerRecord<String, byte[]> message, Throwable why) {
        var headers = new RecordHeaders()
                .add("usher-topic", bytes(message.topic()))
                .add("usher-partition", bytes(Integer.toString(message.partition())))
                .add("usher-offset", bytes(Long.toString(message.offset())))
                .add("usher-cause", bytes(String.valueOf(why.getMessage())));
        return send(topic, message.key(), message.value(), headers)
                .onFailure(EventSender::isForGood)
                .recoverWithUni(() -> send(topic, message.key(), new byte[0], headers));
    }

    /** Whether Kafka refuses the record for what it is, so that sending it again is of no use. */
    static boolean isForGood(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof SerializationException;
    }

    private Uni<Void> send(String topic, String key, byte[] payload, Headers headers) {
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(topic)
                .withKey(key)
                .withHeaders(headers)
                .build();
        return emitter.sendMessage(Message.of(payload).addMetadata(metadata));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
