package usher.admin.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.admin.key.TenantKeys;
import usher.contracts.event.IdentityKey;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantKey;
import usher.kit.event.Events;
import usher.kit.event.Outbox;

/** Tells the other services what a tenant is now, in the transaction that made it so. */
@ApplicationScoped
class Snapshots {
    private final TenantKeys keys;
    private final Outbox outbox;
    private final Events events;

    Snapshots(TenantKeys keys, Outbox outbox, Events events) {
        this.keys = keys;
        this.outbox = outbox;
        this.events = events;
    }

    Uni<Void> publish(Tenant tenant) {
        return keys.published(tenant.id())
                .chain(live -> keys.publishedIdentityKeys(tenant.id())
                        .map(identityKeys -> snapshot(tenant, live, identityKeys)))
                .chain(snapshot -> outbox.append(events.of(tenant.id(), snapshot)));
    }

    private static TenantChanged snapshot(Tenant tenant, List<TenantKey> keys, List<IdentityKey> identityKeys) {
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
                identityKeys);
    }
}
