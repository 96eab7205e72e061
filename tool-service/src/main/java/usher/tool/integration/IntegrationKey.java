package usher.tool.integration;

import jakarta.persistence.Embeddable;
import java.util.UUID;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;

/** Whose integration. */
@Embeddable
record IntegrationKey(UUID tenantId, UUID id) {
    static IntegrationKey of(TenantId tenant, IntegrationId id) {
        return new IntegrationKey(tenant.value(), id.value());
    }
}
