package usher.kit.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import usher.contracts.event.Event;
import usher.contracts.event.EventData;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.time.Ids;

/** Makes the envelopes of this service's events. */
@ApplicationScoped
public class Events {
    private final String source;
    private final Ids ids;
    private final InstantSource clock;

    Events(@ConfigProperty(name = "usher.service") String service, Ids ids, InstantSource clock) {
        this.source = "usher/" + service + "-service";
        this.ids = ids;
        this.clock = clock;
    }

    public <D extends EventData> Event<D> of(TenantId tenant, D data) {
        return new Event<>(new EventId(ids.next()), source, data.type(), tenant, clock.instant(), data);
    }
}
