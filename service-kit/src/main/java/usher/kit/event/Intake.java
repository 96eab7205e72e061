package usher.kit.event;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import usher.contracts.event.Event;
import usher.contracts.event.EventData;
import usher.contracts.event.EventJson;

/**
 * Takes batches of events in. A message that is no such event goes to the dead topic and the rest goes on; when handling
 * fails, the whole batch is tried again for as long as it takes, so handlers must take a repeated event once.
 */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final EventSender sender;

    Intake(EventSender sender) {
        this.sender = sender;
    }

    /** What a consumer needs of an event beyond its schema: throws, with the reason, for one that it can never take. */
    @FunctionalInterface
    public interface Check<D extends EventData> {
        void check(Event<D> event) throws IOException;
    }

    public <D extends EventData> Uni<Void> handle(
            String consumer,
            ConsumerRecords<String, byte[]> batch,
            Class<D> type,
            Function<List<Event<D>>, Uni<Void>> handler) {
        return handle(consumer, batch, type, event -> {}, handler);
    }

    /** As above; an event that does not pass the check goes the way of those that cannot be decoded. */
    public <D extends EventData> Uni<Void> handle(
            String consumer,
            ConsumerRecords<String, byte[]> batch,
            Class<D> type,
            Check<D> check,
            Function<List<Event<D>>, Uni<Void>> handler) {
        var events = new ArrayList<Event<D>>(batch.count());
        Uni<Void> buried = Uni.createFrom().voidItem();
        for (var message : batch) {
            try {
                var event = read(message, type);
                check.check(event);
                events.add(event);
            } catch (IOException unreadable) {
                buried = buried.chain(() -> bury(message, unreadable));
            }
        }
        var burial = buried;
        return Uni.createFrom()
                .deferred(() ->
                        burial.chain(() -> events.isEmpty() ? Uni.createFrom().voidItem() : handler.apply(events)))
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Events wait consumer=%s count=%d", consumer, batch.count()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely();
    }

    private static <D extends EventData> Event<D> read(ConsumerRecord<String, byte[]> message, Class<D> type)
            throws IOException {
        if (message.value() == null) {
            throw new IOException("A message without a value");
        }
        return EventJson.read(message.value(), type);
    }

    private Uni<Void> bury(ConsumerRecord<String, byte[]> message, IOException why) {
        LOG.errorf(
                "A message was set aside topic=%s partition=%d offset=%d cause=%s",
                message.topic(), message.partition(), message.offset(), why.getMessage());
        return sender.bury(message.topic() + ".dead", message, why);
    }
}
