package usher.admin.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import usher.admin.key.TenantKeys;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;

/** Seals a tenant's identity keys anew; the other services hold them sealed as well, and are told of it in the same transaction. */
@ApplicationScoped
public class IdentityKeys {
    private final Tenancy tenancy;
    private final Tenants tenants;
    private final TenantKeys keys;
    private final Snapshots snapshots;
    private final InstantSource clock;

    IdentityKeys(Tenancy tenancy, Tenants tenants, TenantKeys keys, Snapshots snapshots, InstantSource clock) {
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.keys = keys;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** How many were sealed anew; those that no key opens are left. */
    public Uni<Integer> reseal(TenantId id, Sealer sealer) {
        return tenancy.in(
                id,
                () -> tenants.lock(id)
                        .chain(tenant -> keys.reseal(id, sealer).call(resealed -> {
                            if (resealed == 0) {
                                return Uni.createFrom().voidItem();
                            }
                            tenant.touch(clock.instant());
                            return snapshots.publish(tenant);
                        })));
    }
}
