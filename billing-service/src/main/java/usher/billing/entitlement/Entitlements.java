package usher.billing.entitlement;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Exhausted;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;

/** Tells other services what a tenant may use. */
@ApplicationScoped
public class Entitlements {
    private final Exhaustion exhaustion;
    private final Outbox outbox;
    private final Events events;
    private final InstantSource clock;

    Entitlements(Exhaustion exhaustion, Outbox outbox, Events events, InstantSource clock) {
        this.exhaustion = exhaustion;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /** Whether what is used up has changed since it was last told; within the caller's transaction. */
    public Uni<Boolean> isUntold(TenantId tenant) {
        return exhaustion.isUntold(tenant);
    }

    /** Must be called in the transaction that made it true; {@code version} must be greater than any published before. */
    public Uni<Void> publish(TenantId tenant, long version, Entitlement entitlement) {
        return exhaustion
                .tell(tenant)
                .map(noted -> entitlement.stillUsedUp(noted, clock.instant()))
                .chain(exhausted -> outbox.append(events.of(tenant, changed(tenant, version, entitlement, exhausted))));
    }

    private static EntitlementsChanged changed(
            TenantId tenant, long version, Entitlement entitlement, List<Exhausted> exhausted) {
        return new EntitlementsChanged(
                tenant,
                version,
                entitlement.plan(),
                entitlement.limits(),
                entitlement.priceList(),
                entitlement.features(),
                entitlement.providers(),
                exhausted);
    }
}
