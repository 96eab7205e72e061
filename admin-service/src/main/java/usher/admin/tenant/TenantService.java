package usher.admin.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import usher.admin.key.IssuedIdentityKey;
import usher.admin.key.IssuedKey;
import usher.admin.key.TenantKeys;
import usher.contracts.event.TenantKey;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.KeyId;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Everything that changes a tenant. Each change is one transaction that ends with the new snapshot in the outbox. */
@ApplicationScoped
class TenantService {
    private final Tenancy tenancy;
    private final Tenants tenants;
    private final TenantKeys keys;
    private final Snapshots snapshots;
    private final Ids ids;
    private final InstantSource clock;

    TenantService(
            Tenancy tenancy, Tenants tenants, TenantKeys keys, Snapshots snapshots, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.keys = keys;
        this.snapshots = snapshots;
        this.ids = ids;
        this.clock = clock;
    }

    /** A tenant with one key of each kind, ready to be embedded. */
    Uni<CreatedTenant> create(Profile profile) {
        var tenant = new Tenant(new TenantId(ids.next()), profile, clock.instant());
        return tenancy.in(
                tenant.id(),
                () -> tenants.persistAndFlush(tenant)
                        .chain(() -> issueFirstKeys(tenant))
                        .call(() -> snapshots.publish(tenant)));
    }

    private Uni<CreatedTenant> issueFirstKeys(Tenant tenant) {
        return keys.issue(tenant.id(), TenantKey.Kind.PUBLISHABLE)
                .chain(publishable -> keys.issue(tenant.id(), TenantKey.Kind.SECRET)
                        .chain(secret -> keys.issueIdentityKey(tenant.id())
                                .map(identity -> created(tenant, publishable, secret, identity))));
    }

    private static CreatedTenant created(
            Tenant tenant, IssuedKey publishable, IssuedKey secret, IssuedIdentityKey identity) {
        return new CreatedTenant(TenantView.of(tenant, publishable.key()), publishable.key(), secret.key(), identity);
    }

    Uni<TenantView> change(TenantId id, ChangeTenant change) {
        return changing(id, tenant -> {
            tenant.change(change.applyTo(tenant.profile()), clock.instant());
            return view(tenant);
        });
    }

    /** Moving to the status a tenant already has changes nothing and publishes nothing. */
    Uni<TenantView> move(TenantId id, TenantStatus status) {
        return tenancy.in(
                id,
                () -> tenants.lock(id)
                        .call(tenant ->
                                tenant.status() == status ? Uni.createFrom().voidItem() : moved(tenant, status))
                        .chain(this::view));
    }

    private Uni<Void> moved(Tenant tenant, TenantStatus status) {
        tenant.move(status, clock.instant());
        return snapshots.publish(tenant);
    }

    Uni<IssuedKey> issueKey(TenantId id, TenantKey.Kind kind) {
        return changingKeys(id, tenant -> keys.issue(id, kind));
    }

    Uni<Void> retireKey(TenantId id, KeyId key, Duration overlap) {
        return changingKeys(id, tenant -> keys.retire(id, key, overlap));
    }

    Uni<IssuedIdentityKey> issueIdentityKey(TenantId id) {
        return changingKeys(id, tenant -> keys.issueIdentityKey(id));
    }

    Uni<Void> revokeIdentityKey(TenantId id, KeyId key) {
        return changingKeys(id, tenant -> keys.revokeIdentityKey(id, key));
    }

    private <T> Uni<T> changingKeys(TenantId id, Function<Tenant, Uni<T>> change) {
        return changing(id, tenant -> {
            tenant.refuseIfDeleted();
            tenant.touch(clock.instant());
            return change.apply(tenant);
        });
    }

    private <T> Uni<T> changing(TenantId id, Function<Tenant, Uni<T>> change) {
        return tenancy.in(
                id, () -> tenants.lock(id).chain(tenant -> change.apply(tenant).call(() -> snapshots.publish(tenant))));
    }

    /** With the publishable key to embed. */
    Uni<TenantView> view(Tenant tenant) {
        return views(List.of(tenant)).map(List::getFirst);
    }

    Uni<List<TenantView>> views(List<Tenant> rows) {
        return keys.publishable(rows.stream().map(Tenant::id).toList())
                .map(publishable -> rows.stream()
                        .map(tenant -> TenantView.of(tenant, publishable.get(tenant.id())))
                        .toList());
    }
}
