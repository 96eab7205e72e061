package usher.tool.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;
import usher.contracts.id.ToolId;

/**
 * A tenant's tool as its people see it; {@code secret} is that of a URL, and there once, in the answer that made it.
 * {@code former_secret_until} is when the secret before it stops signing beside it, or when it stopped.
 */
record ConnectionView(
        ToolId tool,
        String name,
        boolean enabled,
        @Nullable String url,
        @Nullable OperationId operation,
        @Nullable JsonNode arguments,
        int timeoutMs,
        @Nullable JsonNode config,
        @Nullable String secret,
        @Nullable Instant formerSecretUntil,
        Instant createdAt,
        Instant updatedAt) {
    static ConnectionView of(Connected connected) {
        var connection = connected.connection();
        return new ConnectionView(
                new ToolId(connection.key.toolId()),
                connected.name(),
                connection.enabled,
                connection.url,
                connection.operationId == null ? null : new OperationId(connection.operationId),
                connection.operationArguments,
                connection.timeoutMs,
                connection.config,
                connected.secret() == null ? null : connected.secret().text(),
                connection.formerSecretUntil,
                connection.createdAt,
                connection.updatedAt);
    }
}
