package usher.tool.invocation.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;
import usher.contracts.id.ToolId;
import usher.tool.argument.IdentityParameters;
import usher.tool.argument.Parameters;
import usher.tool.target.Destination;
import usher.tool.target.Destination.Former;

/** Makes endpoints of rows that hold a tenant's tool. */
@ApplicationScoped
public class EndpointRows {
    private static final TypeReference<Map<String, String>> CLAIMS = new TypeReference<>() {};

    private final ObjectMapper json;

    EndpointRows(ObjectMapper json) {
        this.json = json;
    }

    public Endpoint endpoint(Row row) {
        var config = row.getString("config");
        return new Endpoint(
                row.getString("name"),
                row.getString("risk"),
                new Parameters(
                        new ToolId(row.getUUID("tool_id")),
                        row.getInteger("revision"),
                        tree(row.getString("parameters")),
                        new IdentityParameters(json.convertValue(tree(row.getString("identity")), CLAIMS))),
                destination(row),
                Duration.ofMillis(row.getInteger("timeout_ms")),
                config == null ? null : tree(config));
    }

    private static Destination destination(Row row) {
        var operation = row.getUUID("operation_id");
        return operation == null
                ? new Destination.Webhook(URI.create(row.getString("url")), row.getString("sealed_secret"), former(row))
                : new Destination.Operation(new OperationId(operation));
    }

    private static @Nullable Former former(Row row) {
        var sealed = row.getString("former_sealed_secret");
        return sealed == null
                ? null
                : new Former(
                        sealed, row.getOffsetDateTime("former_secret_until").toInstant());
    }

    private JsonNode tree(@Nullable String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This column holds JSON alone", e);
        }
    }
}
