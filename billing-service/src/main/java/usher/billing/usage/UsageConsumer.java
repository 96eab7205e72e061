package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.UsageRecorded;
import usher.kit.event.Intake;

/** Takes usage off Kafka, a batch at a time. What is delivered again is found in the ledger and changes nothing. */
@ApplicationScoped
class UsageConsumer {
    private final Intake intake;
    private final Ledger ledger;

    UsageConsumer(Intake intake, Ledger ledger) {
        this.intake = intake;
        this.ledger = ledger;
    }

    @Incoming("usage")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("usage", batch, UsageRecorded.class, Billable::check, ledger::append);
    }
}
