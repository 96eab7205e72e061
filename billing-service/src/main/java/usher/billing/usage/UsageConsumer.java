package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import usher.contracts.event.UsageRecorded;
import usher.kit.event.Intake;

/**
 * Takes usage off Kafka, a batch at a time. What is delivered again is found in the ledger and changes nothing. While the
 * database writes one batch the next is decoded; a batch is acknowledged when it was written, one after the other.
 */
@ApplicationScoped
class UsageConsumer {
    private static final Logger LOG = Logger.getLogger(UsageConsumer.class);

    private final Intake intake;
    private final Ledger ledger;
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

    UsageConsumer(Intake intake, Ledger ledger) {
        this.intake = intake;
        this.ledger = ledger;
    }

    @Incoming("usage")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> take(Message<ConsumerRecords<String, byte[]>> batch) {
        var decoded = intake.handle("usage", batch.getPayload(), UsageRecorded.class, Billable::check, ledger::append);
        return Uni.createFrom()
                .completionStage(writing)
                .invoke(() -> writing = decoded.chain(() -> acknowledged(batch)).subscribeAsCompletionStage());
    }

    /** Unacknowledged, it is delivered again, to no effect. */
    private static Uni<Void> acknowledged(Message<?> batch) {
        return Uni.createFrom()
                .completionStage(batch.ack())
                .onFailure()
                .invoke(failure -> LOG.warnf("Usage was recorded and not acknowledged cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
