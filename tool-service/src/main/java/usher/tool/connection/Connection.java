package usher.tool.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.tool.catalog.JsonColumn;

/** A tool of the catalogue in the hands of one tenant. */
@Entity
@Table(name = "tenant_tool")
class Connection extends PanacheEntityBase {
    static final int DEFAULT_TIMEOUT_MS = 30_000;

    @EmbeddedId
    ConnectionKey key;

    boolean enabled;
    String url;
    int timeoutMs;

    @Convert(converter = JsonColumn.class)
    @Nullable
    JsonNode config;

    String sealedSecret;
    Instant createdAt;
    Instant updatedAt;

    static Connection create(ConnectionKey key, String sealedSecret, ConnectTool wanted, Instant now) {
        var connection = new Connection();
        connection.key = key;
        connection.sealedSecret = sealedSecret;
        connection.createdAt = now;
        return connection.change(wanted, now);
    }

    Connection change(ConnectTool wanted, Instant now) {
        enabled = wanted.enabled();
        url = wanted.url();
        timeoutMs = wanted.timeoutMs() == null ? DEFAULT_TIMEOUT_MS : wanted.timeoutMs();
        config = wanted.config();
        updatedAt = now;
        return this;
    }
}
