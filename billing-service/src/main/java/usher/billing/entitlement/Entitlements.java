package usher.billing.entitlement;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;

/** Tells other services what a tenant may use. */
@ApplicationScoped
public class Entitlements {
    private final Outbox outbox;
    private final Events events;

    Entitlements(Outbox outbox, Events events) {
        this.outbox = outbox;
        this.events = events;
    }

    /** Must be called in the transaction that made it true; {@code version} must be greater than any published before. */
    public Uni<Void> publish(TenantId tenant, long version, Entitlement entitlement) {
        var changed = new EntitlementsChanged(
                tenant,
                version,
                entitlement.plan(),
                entitlement.limits(),
                entitlement.priceList(),
                entitlement.features(),
                entitlement.providers());
        return outbox.append(events.of(tenant, changed));
    }
}
