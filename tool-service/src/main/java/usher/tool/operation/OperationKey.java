package usher.tool.operation;

import jakarta.persistence.Embeddable;
import java.util.UUID;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;

/** Whose operation. */
@Embeddable
record OperationKey(UUID tenantId, UUID id) {
    static OperationKey of(TenantId tenant, OperationId id) {
        return new OperationKey(tenant.value(), id.value());
    }
}
