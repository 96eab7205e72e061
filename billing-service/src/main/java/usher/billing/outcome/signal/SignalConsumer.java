package usher.billing.outcome.signal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.Event;
import usher.kit.event.Intake;

/** Takes activities off Kafka, a batch at a time, and keeps those that outcomes go by. */
@ApplicationScoped
class SignalConsumer {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final Intake intake;
    private final Signals signals;

    SignalConsumer(Intake intake, Signals signals) {
        this.intake = intake;
        this.signals = signals;
    }

    @Incoming("outcomes")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("outcomes", batch, ActivityRecorded.class, SignalConsumer::check, this::note);
    }

    private static void check(Event<ActivityRecorded> event) throws IOException {
        var time = event.time();
        if (time == null || time.isBefore(FIRST) || !time.isBefore(LAST)) {
            throw new IOException("The time is missing or out of range");
        }
    }

    private Uni<Void> note(List<Event<ActivityRecorded>> events) {
        var noted = events.stream().map(Noted::of).filter(Objects::nonNull).toList();
        return noted.isEmpty() ? Uni.createFrom().voidItem() : signals.note(noted);
    }
}
