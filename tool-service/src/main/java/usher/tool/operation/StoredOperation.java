package usher.tool.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import usher.contracts.id.IntegrationId;
import usher.tool.integration.ObjectColumn;

/** An operation of one tenant's integration; a deleted one stays for what it has done. */
@Entity
@Table(name = "operation")
class StoredOperation extends PanacheEntityBase {
    static final String ACTIVE = "active";
    private static final String DELETED = "deleted";

    @EmbeddedId
    OperationKey key;

    UUID integrationId;
    String name;
    String description;
    String risk;

    @Convert(converter = ObjectColumn.class)
    ObjectNode definition;

    @Convert(converter = ObjectColumn.class)
    ObjectNode parameters;

    int cacheSeconds;
    String status;
    Instant createdAt;
    Instant updatedAt;

    static StoredOperation create(OperationKey key, IntegrationId integration, SaveOperation wanted, Instant now) {
        var operation = new StoredOperation();
        operation.key = key;
        operation.integrationId = integration.value();
        operation.status = ACTIVE;
        operation.createdAt = now;
        return operation.change(wanted, now);
    }

    StoredOperation change(SaveOperation wanted, Instant now) {
        name = wanted.name();
        description = wanted.description();
        risk = wanted.risk();
        definition = wanted.definition();
        parameters = wanted.parameters();
        cacheSeconds = wanted.cacheSeconds();
        updatedAt = now;
        return this;
    }

    void delete(Instant now) {
        status = DELETED;
        updatedAt = now;
    }
}
