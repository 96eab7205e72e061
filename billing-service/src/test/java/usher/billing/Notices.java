package usher.billing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;

/** What a tenant was told of, as it stands on the topic. */
@ApplicationScoped
public class Notices {
    private final Kafka kafka;

    Notices(Kafka kafka) {
        this.kafka = kafka;
    }

    public List<NoticeRaised> of(TenantId tenant) {
        return kafka.all(Topic.NOTICES.topic()).stream()
                .map(message -> read(message.value()))
                .filter(event -> event.subject().equals(tenant))
                .map(event -> event.data())
                .toList();
    }

    private static Event<NoticeRaised> read(byte[] message) {
        try {
            return EventJson.read(message, NoticeRaised.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> names(TenantId tenant) {
        return of(tenant).stream().map(NoticeRaised::name).sorted().toList();
    }

    public void await(TenantId tenant, List<String> names) {
        Waiting.until("told of " + names, () -> names(tenant).equals(names));
    }
}
