package usher.admin.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;

/** What other features may ask about tenants, inside a transaction that may see the tenant. */
@ApplicationScoped
public class TenantDirectory {
    private final Tenants tenants;

    TenantDirectory(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Whether there is such a tenant and it is not deleted. The platform itself, named by null, is always there. */
    public Uni<Boolean> isThere(@Nullable TenantId id) {
        if (id == null) {
            return Uni.createFrom().item(true);
        }
        return tenants.findById(id.value()).map(tenant -> tenant != null && tenant.status() != TenantStatus.DELETED);
    }
}
