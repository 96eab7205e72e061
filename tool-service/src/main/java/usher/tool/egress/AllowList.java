package usher.tool.egress;

import io.smallrye.mutiny.Uni;
import usher.contracts.id.TenantId;

/** Whether a tenant wants a host to be called; one that keeps no list wants every host. */
interface AllowList {
    Uni<Boolean> allows(TenantId tenant, String host);
}
