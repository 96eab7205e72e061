package usher.chat.mcp;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import usher.kit.test.TestTenants.TestTenant;

/** How other agents speak with the server, in raw HTTP. */
final class Speaking {
    static final String MCP = "/mcp";

    private Speaking() {}

    static RequestSpecification client(TestTenant tenant) {
        return given().auth()
                .oauth2(tenant.secretKey())
                .contentType("application/json")
                .accept("application/json, text/event-stream");
    }

    /** As revisions with sessions have it. */
    static ValidatableResponse send(TestTenant tenant, String method, ObjectNode params) {
        return client(tenant)
                .header("MCP-Protocol-Version", "2025-11-25")
                .body(request(method, params))
                .post(MCP)
                .then();
    }

    static ValidatableResponse call(TestTenant tenant, String tool, Map<String, ?> arguments) {
        return send(tenant, "tools/call", params(tool, arguments));
    }

    /** As the revision without sessions has it; {@code name} is empty where nothing is named. */
    static ValidatableResponse sendAlone(TestTenant tenant, String method, String name, ObjectNode params) {
        params.putObject("_meta")
                .put("io.modelcontextprotocol/protocolVersion", "2026-07-28")
                .putObject("io.modelcontextprotocol/clientCapabilities");
        return alone(client(tenant), method, name)
                .body(request(method, params))
                .post(MCP)
                .then();
    }

    static RequestSpecification alone(RequestSpecification client, String method, String name) {
        var with = client.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", method);
        return name.isEmpty() ? with : with.header("Mcp-Name", name);
    }

    static ObjectNode params(String tool, Map<String, ?> arguments) {
        var params = JsonNodeFactory.instance.objectNode().put("name", tool);
        var given = params.putObject("arguments");
        arguments.forEach((name, value) -> given.putPOJO(name, value));
        return params;
    }

    static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String request(String method, ObjectNode params) {
        var request = JsonNodeFactory.instance
                .objectNode()
                .put("jsonrpc", "2.0")
                .put("id", 7)
                .put("method", method);
        request.set("params", params);
        return request.toString();
    }
}
