package usher.tool.invocation.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.tool.argument.Parameters;
import usher.tool.target.Destination;

/** A tenant's tool: what it is called, what it may do, and where and how it is called. {@code risk} is read, write or money. */
public record Endpoint(
        String name,
        String risk,
        Parameters parameters,
        Destination destination,
        Duration timeout,
        @Nullable JsonNode config) {
    public boolean reads() {
        return risk.equals("read");
    }

    public boolean needsConfirmation() {
        return risk.equals("money");
    }

    /**
     * Whether the other side can tell a repetition by its key. Endpoints written for a tool can, operations of systems that know
     * nothing of it cannot, unless the connection's {@code config} says otherwise by {@code idempotent}.
     */
    public boolean knowsKeys() {
        boolean usually = destination instanceof Destination.Webhook;
        return config == null ? usually : config.path("idempotent").asBoolean(usually);
    }
}
