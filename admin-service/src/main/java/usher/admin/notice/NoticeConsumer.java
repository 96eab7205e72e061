package usher.admin.notice;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.Event;
import usher.contracts.event.NoticeRaised;
import usher.kit.event.Intake;

/** Takes notices off Kafka. What is delivered again is known by its key and changes nothing. */
@ApplicationScoped
class NoticeConsumer {
    private final Intake intake;
    private final NoticeService notices;

    NoticeConsumer(Intake intake, NoticeService notices) {
        this.intake = intake;
        this.notices = notices;
    }

    @Incoming("notices")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("notices", batch, NoticeRaised.class, Tellable::check, this::take);
    }

    private Uni<Void> take(List<Event<NoticeRaised>> raised) {
        return Multi.createFrom()
                .iterable(raised)
                .onItem()
                .transformToUniAndConcatenate(notices::take)
                .onItem()
                .ignoreAsUni();
    }
}
