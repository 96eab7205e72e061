package usher.tool.stock;

import jakarta.persistence.Embeddable;
import java.util.UUID;
import usher.contracts.id.StockWatchId;
import usher.contracts.id.TenantId;

/** Whose watch. */
@Embeddable
record WatchKey(UUID tenantId, UUID id) {
    static WatchKey of(TenantId tenant, StockWatchId id) {
        return new WatchKey(tenant.value(), id.value());
    }
}
