package usher.billing.counted;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.billing.charge.Charge;
import usher.billing.counted.Counts.Count;
import usher.contracts.event.Event;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.ToolsChanged;
import usher.kit.event.Intake;

/** Reads off the snapshots of tools and tenants how many there are; snapshots from before they told say nothing. */
@ApplicationScoped
class CountConsumer {
    private final Intake intake;
    private final Counts counts;

    CountConsumer(Intake intake, Counts counts) {
        this.intake = intake;
        this.counts = counts;
    }

    @Incoming("tool-counts")
    Uni<Void> takeTools(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("tool-counts", batch, ToolsChanged.class, this::ofTools);
    }

    @Incoming("member-counts")
    Uni<Void> takeTenants(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("member-counts", batch, TenantChanged.class, this::ofMembers);
    }

    Uni<Void> ofTools(List<Event<ToolsChanged>> events) {
        return counts.store(events.stream()
                .map(Event::data)
                .flatMap(data -> data.counts().entrySet().stream()
                        .map(count -> new Count(data.tenant(), count.getKey(), count.getValue(), data.version())))
                .toList());
    }

    Uni<Void> ofMembers(List<Event<TenantChanged>> events) {
        return counts.store(events.stream()
                .map(Event::data)
                .flatMap(data -> Stream.ofNullable(data.members())
                        .map(members -> new Count(data.tenant(), Charge.SEATS, members, data.version())))
                .toList());
    }
}
