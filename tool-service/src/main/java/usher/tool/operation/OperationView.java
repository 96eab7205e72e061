package usher.tool.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;

/** An operation as a tenant's people see it. */
record OperationView(
        OperationId id,
        IntegrationId integration,
        String name,
        String description,
        String risk,
        ObjectNode definition,
        ObjectNode parameters,
        int cacheSeconds,
        Instant createdAt,
        Instant updatedAt) {
    static OperationView of(StoredOperation operation) {
        return new OperationView(
                new OperationId(operation.key.id()),
                new IntegrationId(operation.integrationId),
                operation.name,
                operation.description,
                operation.risk,
                operation.definition,
                operation.parameters,
                operation.cacheSeconds,
                operation.createdAt,
                operation.updatedAt);
    }
}
