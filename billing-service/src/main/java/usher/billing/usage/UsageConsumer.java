package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import usher.contracts.event.UsageRecorded;
import usher.kit.event.Intake;

/**
 * Takes usage off Kafka, a batch at a time. What is delivered again is found in the ledger and changes nothing. Two batches are
 * under way at once, so that the database never waits for the next to be decoded; they are acknowledged one after the other,
 * each once it was written, because an acknowledgement stands for all before it as well.
 */
@ApplicationScoped
class UsageConsumer {
    private static final Logger LOG = Logger.getLogger(UsageConsumer.class);

    private final Intake intake;
    private final Ledger ledger;
    private CompletableFuture<Void> latest = CompletableFuture.completedFuture(null);

    UsageConsumer(Intake intake, Ledger ledger) {
        this.intake = intake;
        this.ledger = ledger;
    }

    @Incoming("usage")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> take(Message<ConsumerRecords<String, byte[]>> batch) {
        var former = latest;
        var written = intake.handle("usage", batch.getPayload(), UsageRecorded.class, Billable::check, ledger::append)
                .subscribeAsCompletionStage();
        latest = former.thenCompose(done -> written).thenCompose(done -> acknowledged(batch));
        return Uni.createFrom().completionStage(former);
    }

    /** Unacknowledged, it is delivered again, to no effect. */
    private static CompletionStage<Void> acknowledged(Message<?> batch) {
        return batch.ack().exceptionally(failure -> {
            LOG.warnf("Usage was recorded and not acknowledged cause=%s", failure.toString());
            return null;
        });
    }
}
