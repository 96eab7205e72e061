package usher.billing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import usher.contracts.event.EventJson;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;

/** What tenants were told of, as it stands on the topic. */
@ApplicationScoped
public class Notices {
    private final Kafka kafka;

    Notices(Kafka kafka) {
        this.kafka = kafka;
    }

    /** Without those of subscriptions, which every tenant gets when it is made. */
    public List<NoticeRaised> of(TenantId tenant) {
        return all(tenant).stream()
                .filter(notice -> !notice.name().startsWith("subscription."))
                .toList();
    }

    /** Waits for so many of subscriptions. */
    public List<NoticeRaised> awaitOfSubscription(TenantId tenant, int count) {
        Waiting.until(count + " notices", () -> ofSubscription(tenant).size() >= count);
        return ofSubscription(tenant);
    }

    private List<NoticeRaised> ofSubscription(TenantId tenant) {
        return all(tenant).stream()
                .filter(notice -> notice.name().startsWith("subscription."))
                .toList();
    }

    private List<NoticeRaised> all(TenantId tenant) {
        return kafka.all(Topic.NOTICES.topic()).stream()
                .filter(message -> tenant.toString().equals(message.key()))
                .map(Notices::read)
                .toList();
    }

    public List<String> names(TenantId tenant) {
        return of(tenant).stream().map(NoticeRaised::name).toList();
    }

    /** Waits for so many. */
    public List<NoticeRaised> await(TenantId tenant, int count) {
        Waiting.until(count + " notices", () -> of(tenant).size() >= count);
        return of(tenant);
    }

    /** Waits for just these, in any order; {@code names} are sorted. */
    public void await(TenantId tenant, List<String> names) {
        Waiting.until(
                "told of " + names,
                () -> names(tenant).stream().sorted().toList().equals(names));
    }

    private static NoticeRaised read(ConsumerRecord<String, byte[]> message) {
        try {
            return EventJson.read(message.value(), NoticeRaised.class).data();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
