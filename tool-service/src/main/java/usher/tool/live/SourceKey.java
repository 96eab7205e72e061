package usher.tool.live;

import jakarta.persistence.Embeddable;
import java.util.UUID;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;

/** Whose operation is a source. */
@Embeddable
record SourceKey(UUID tenantId, UUID operationId) {
    static SourceKey of(TenantId tenant, OperationId operation) {
        return new SourceKey(tenant.value(), operation.value());
    }
}
