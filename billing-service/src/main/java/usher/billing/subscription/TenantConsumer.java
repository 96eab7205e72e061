package usher.billing.subscription;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.Event;
import usher.contracts.event.TenantChanged;
import usher.kit.event.Intake;

/** Follows the tenants: a new one gets a subscription, a deleted one loses it. */
@ApplicationScoped
class TenantConsumer {
    private final Intake intake;
    private final SubscriptionService subscriptions;

    TenantConsumer(Intake intake, SubscriptionService subscriptions) {
        this.intake = intake;
        this.subscriptions = subscriptions;
    }

    @Incoming("subscriptions")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("subscriptions", batch, TenantChanged.class, this::follow);
    }

    private Uni<Void> follow(List<Event<TenantChanged>> changes) {
        return Multi.createFrom()
                .iterable(changes)
                .onItem()
                .transformToUniAndConcatenate(change -> subscriptions.follow(change.data()))
                .toUni()
                .replaceWithVoid();
    }
}
