package usher.kit.egress;

import io.smallrye.mutiny.Uni;
import usher.contracts.id.TenantId;

/** Whether a tenant wants a host to be called. A service that keeps lists of hosts has a bean of this; elsewhere every host is wanted. */
public interface AllowList {
    Uni<Boolean> allows(TenantId tenant, String host);
}
