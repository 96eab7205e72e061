package usher.tool.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import usher.tool.catalog.JsonColumn;

/**
 * A tool of the catalogue in the hands of one tenant: an endpoint with a secret, or an operation. Only what has changed is
 * written, or a change would bring back a secret that was sealed anew in the meantime.
 */
@Entity
@DynamicUpdate
@Table(name = "tenant_tool")
class Connection extends PanacheEntityBase {
    static final int DEFAULT_TIMEOUT_MS = 30_000;

    @EmbeddedId
    ConnectionKey key;

    boolean enabled;

    @Nullable
    String url;

    @Nullable
    UUID operationId;

    @Convert(converter = JsonColumn.class)
    @Nullable
    JsonNode operationArguments;

    int timeoutMs;

    @Convert(converter = JsonColumn.class)
    @Nullable
    JsonNode config;

    @Nullable
    String sealedSecret;

    @Nullable
    String formerSealedSecret;

    @Nullable
    Instant formerSecretUntil;

    Instant createdAt;
    Instant updatedAt;

    static Connection create(ConnectionKey key, ConnectTool wanted, Instant now) {
        var connection = new Connection();
        connection.key = key;
        connection.createdAt = now;
        return connection.change(wanted, now);
    }

    /** The secret before the present one is gone for good, so that two rotations end one that has leaked. */
    Connection rotate(String newSealedSecret, Instant formerUntil, Instant now) {
        formerSealedSecret = sealedSecret;
        formerSecretUntil = formerUntil;
        sealedSecret = newSealedSecret;
        updatedAt = now;
        return this;
    }

    Connection change(ConnectTool wanted, Instant now) {
        enabled = wanted.enabled();
        url = wanted.url();
        operationId = wanted.operation() == null ? null : wanted.operation().value();
        operationArguments = wanted.arguments() == null ? null : names(wanted.arguments());
        timeoutMs = wanted.timeoutMs() == null ? DEFAULT_TIMEOUT_MS : wanted.timeoutMs();
        config = wanted.config();
        updatedAt = now;
        return this;
    }

    /** Only an endpoint has a secret. */
    boolean lacksSecret() {
        return url != null && sealedSecret == null;
    }

    void dropNeedlessSecret() {
        if (url == null) {
            sealedSecret = null;
            formerSealedSecret = null;
            formerSecretUntil = null;
        }
    }

    private static JsonNode names(Map<String, String> arguments) {
        var names = JsonNodeFactory.instance.objectNode();
        arguments.forEach(names::put);
        return names;
    }
}
