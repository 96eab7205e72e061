package usher.tool.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import usher.contracts.id.CallId;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.tool.credential.Credentials;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Operation;
import usher.tool.target.Call;
import usher.tool.target.Outcome;

/** A statement stored and called, as a tool would. */
final class Asking {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Asking() {}

    static Outcome ask(DatabaseConnector connector, Link link, String statement, String properties, String arguments)
            throws Exception {
        var definition = JsonNodeFactory.instance.objectNode().put("statement", statement);
        var parameters = parsed("{'type': 'object', 'properties': " + properties + "}");
        assertEquals(List.of(), connector.judge(link.settings(), definition, parameters));
        var operation = new Operation(new OperationId(UUID.randomUUID()), "ask", definition, parameters, true);
        var call = new Call(
                link.tenant(),
                new ToolId(UUID.randomUUID()),
                "ask",
                new CallId(UUID.randomUUID()),
                "key",
                parsed(arguments),
                JsonNodeFactory.instance.objectNode(),
                Duration.ofSeconds(5));
        return connector
                .call(link, operation, call)
                .await()
                .atMost(Duration.ofSeconds(10))
                .outcome();
    }

    static Link link(Shop shop) {
        return link(settings(shop), shop.password());
    }

    static Link link(ObjectNode settings, String password) {
        return new Link(
                new TenantId(UUID.randomUUID()),
                new IntegrationId(UUID.randomUUID()),
                IntegrationKind.DATABASE,
                1,
                settings,
                new Credentials(Map.of("password", password)));
    }

    static ObjectNode settings(Shop shop) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("driver", "postgresql")
                .put("host", shop.host())
                .put("port", shop.port())
                .put("database", shop.name())
                .put("user", shop.user())
                .put("tls", "disable");
    }

    /** JSON, with single quotes where it has no double ones. */
    static ObjectNode parsed(String json) throws Exception {
        return (ObjectNode) JSON.readTree(json.contains("\"") ? json : json.replace('\'', '"'));
    }
}
