package usher.billing.purchase;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import usher.billing.Kafka;
import usher.contracts.event.EventJson;
import usher.contracts.event.Topic;
import usher.contracts.event.VisitorEntitled;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;

/** What chat-service was told. */
@ApplicationScoped
class Told {
    private final Kafka kafka;

    Told(Kafka kafka) {
        this.kafka = kafka;
    }

    /** Of all visitors of a tenant, oldest first. */
    List<VisitorEntitled> ofAll(TenantId tenant) {
        return of(tenant.toString());
    }

    List<VisitorEntitled> of(TenantId tenant, VisitorId visitor) {
        return of(tenant + "/" + visitor);
    }

    private List<VisitorEntitled> of(String key) {
        return kafka.all(Topic.VISITORS.topic()).stream()
                .filter(message -> key.equals(message.key()))
                .map(message -> read(message.value()))
                .toList();
    }

    private static VisitorEntitled read(byte[] message) {
        try {
            return EventJson.read(message, VisitorEntitled.class).data();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
