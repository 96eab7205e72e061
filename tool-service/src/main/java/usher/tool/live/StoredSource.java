package usher.tool.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import usher.tool.integration.ObjectColumn;

/** How one operation grounds answers, as it was saved. */
@Entity
@Table(name = "live_source")
class StoredSource extends PanacheEntityBase {
    @EmbeddedId
    SourceKey key;

    @Convert(converter = ObjectColumn.class)
    ObjectNode source;

    Instant createdAt;
    Instant updatedAt;

    static StoredSource create(SourceKey key, ObjectNode source, Instant now) {
        var stored = new StoredSource();
        stored.key = key;
        stored.createdAt = now;
        return stored.change(source, now);
    }

    StoredSource change(ObjectNode wanted, Instant now) {
        source = wanted;
        updatedAt = now;
        return this;
    }
}
