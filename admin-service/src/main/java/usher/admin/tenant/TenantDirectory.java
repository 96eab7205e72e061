package usher.admin.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;

/** What other features may ask about tenants, inside a transaction that may see the tenant. */
@ApplicationScoped
public class TenantDirectory {
    private final Tenants tenants;
    private final Snapshots snapshots;
    private final InstantSource clock;

    TenantDirectory(Tenants tenants, Snapshots snapshots, InstantSource clock) {
        this.tenants = tenants;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** Within the transaction that added or moved a member of the tenant, whose number the other services are told. */
    public Uni<Void> membersChanged(@Nullable TenantId id) {
        return id == null
                ? Uni.createFrom().voidItem()
                : tenants.lock(id)
                        .invoke(tenant -> tenant.touch(clock.instant()))
                        .chain(snapshots::publish);
    }

    /** What a tenant is called and whether it may act. */
    public record Standing(String name, TenantStatus status) {}

    /** Null when there is no such tenant. */
    public Uni<@Nullable Standing> standing(TenantId id) {
        return tenants.findById(id.value())
                .map(tenant ->
                        tenant == null ? null : new Standing(tenant.profile().name(), tenant.status()));
    }

    /** Whether there is such a tenant and it is not deleted. The platform itself, named by null, is always there. */
    public Uni<Boolean> isThere(@Nullable TenantId id) {
        if (id == null) {
            return Uni.createFrom().item(true);
        }
        return tenants.findById(id.value()).map(tenant -> tenant != null && tenant.status() != TenantStatus.DELETED);
    }
}
