package usher.tool.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * A tool of the catalogue, of all tenants or of one. {@code revision} grows with each change; a deleted tool stays for the calls
 * it has made.
 */
@Entity
class CatalogTool extends PanacheEntityBase {
    static final String ACTIVE = "active";
    private static final String DELETED = "deleted";

    @Id
    UUID id;

    /** Null for a tool that all tenants share. */
    @Nullable
    UUID tenantId;

    @Version
    int revision;

    String status;
    String name;
    String description;
    String category;
    String risk;
    String label;
    String doneLabel;

    @Convert(converter = JsonColumn.class)
    JsonNode parameters;

    @Convert(converter = JsonColumn.class)
    JsonNode identity;

    Instant createdAt;
    Instant updatedAt;

    static CatalogTool create(UUID id, @Nullable TenantId owner, SaveCatalogTool wanted, Instant now) {
        var tool = new CatalogTool();
        tool.id = id;
        tool.tenantId = owner == null ? null : owner.value();
        tool.status = ACTIVE;
        tool.createdAt = now;
        return tool.change(wanted, now);
    }

    CatalogTool change(SaveCatalogTool wanted, Instant now) {
        name = wanted.name();
        description = wanted.description();
        category = wanted.category();
        risk = wanted.risk().text();
        label = wanted.label();
        doneLabel = wanted.doneLabel();
        parameters = wanted.parameters();
        var claims = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(wanted.identity()).forEach(claims::put);
        identity = claims;
        updatedAt = now;
        return this;
    }

    void delete(Instant now) {
        status = DELETED;
        updatedAt = now;
    }
}
