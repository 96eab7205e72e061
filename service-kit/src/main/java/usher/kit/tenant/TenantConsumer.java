package usher.kit.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.TenantChanged;
import usher.kit.event.Intake;

/** Listens to what admin-service says of tenants. */
@ApplicationScoped
public class TenantConsumer {
    private final Intake intake;
    private final TenantSnapshots snapshots;

    TenantConsumer(Intake intake, TenantSnapshots snapshots) {
        this.intake = intake;
        this.snapshots = snapshots;
    }

    @Incoming("tenants")
    public Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("tenants", batch, TenantChanged.class, snapshots::store);
    }
}
