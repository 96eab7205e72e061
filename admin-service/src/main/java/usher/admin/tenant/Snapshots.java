package usher.admin.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.admin.key.TenantKeys;
import usher.admin.seat.Seats;
import usher.contracts.event.IdentityKey;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantKey;
import usher.kit.event.Events;
import usher.kit.event.Outbox;

/** Tells the other services what a tenant is now, in the transaction that made it so. */
@ApplicationScoped
class Snapshots {
    private final TenantKeys keys;
    private final Seats seats;
    private final Outbox outbox;
    private final Events events;

    Snapshots(TenantKeys keys, Seats seats, Outbox outbox, Events events) {
        this.keys = keys;
        this.seats = seats;
        this.outbox = outbox;
        this.events = events;
    }

    Uni<Void> publish(Tenant tenant) {
        return keys.published(tenant.id())
                .chain(live -> keys.publishedIdentityKeys(tenant.id())
                        .chain(identityKeys ->
                                seats.taken(tenant.id()).map(members -> snapshot(tenant, live, identityKeys, members))))
                .chain(snapshot -> outbox.append(events.of(tenant.id(), snapshot)));
    }

    private static TenantChanged snapshot(
            Tenant tenant, List<TenantKey> keys, List<IdentityKey> identityKeys, int members) {
        var profile = tenant.profile();
        return new TenantChanged(
                tenant.id(),
                tenant.version(),
                profile.name(),
                tenant.status(),
                keys,
                profile.allowedOrigins(),
                profile.branding(),
                profile.locale(),
                profile.timeZone(),
                profile.retentionDays(),
                identityKeys,
                members);
    }
}
