package usher.tool.connection;

import jakarta.persistence.Embeddable;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

/** Whose connection of which tool. */
@Embeddable
record ConnectionKey(UUID tenantId, UUID toolId) {
    static ConnectionKey of(TenantId tenant, ToolId tool) {
        return new ConnectionKey(tenant.value(), tool.value());
    }
}
