package usher.chat.mcp;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static usher.chat.mcp.Speaking.MCP;
import static usher.chat.mcp.Speaking.alone;
import static usher.chat.mcp.Speaking.call;
import static usher.chat.mcp.Speaking.client;
import static usher.chat.mcp.Speaking.none;
import static usher.chat.mcp.Speaking.params;
import static usher.chat.mcp.Speaking.request;
import static usher.chat.mcp.Speaking.send;
import static usher.chat.mcp.Speaking.sendAlone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.chat.limit.TestEntitlements;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;

/** Whatever is sent is answered in the words of the protocol, and by nobody's model. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class McpBadInputTest {
    private static final String CODE = "result._meta.'usher/problem'.code";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|-32700",
                "{} {}|-32700",
                "{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}|-32700",
                "null|-32600",
                "42|-32600",
                "{}|-32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}|-32600",
                "[]|-32600"
            })
    void refusesWhatIsNoMessage(String body, int code) {
        raw(tenant(), body).statusCode(400).body("error.code", equalTo(code)).body("jsonrpc", equalTo("2.0"));
    }

    @Test
    void refusesAnEmptyBodyAndOneThatIsTooLarge() {
        raw(tenant(), "").statusCode(400).body("error.code", equalTo(-32700));
        raw(tenant(), "\"" + "x".repeat(300_000) + "\"").statusCode(413).body("error.code", equalTo(-32000));
    }

    @Test
    void doesNotKnowOtherMethodsAndTools() {
        var tenant = tenant();

        send(tenant, "resources/list", none()).statusCode(200).body("error.code", equalTo(-32601));
        send(tenant, "server/discover", none()).statusCode(200).body("error.code", equalTo(-32601));
        sendAlone(tenant, "resources/list", "", none()).statusCode(404).body("error.code", equalTo(-32601));
        sendAlone(tenant, "initialize", "", none()).statusCode(404).body("error.code", equalTo(-32601));
        call(tenant, "no_such_tool", Map.of()).statusCode(200).body("error.code", equalTo(-32602));
        send(tenant, "tools/call", none()).body("error.code", equalTo(-32602));
        send(tenant, "tools/list", none().put("cursor", "x")).body("error.code", equalTo(-32602));
        send(tenant, "initialize", none()).body("error.code", equalTo(-32602)).body("id", equalTo(7));
    }

    @Test
    void tellsAModelWhatIsWrongWithItsArguments() {
        var tenant = tenant();

        call(tenant, "ask_agent", Map.of())
                .statusCode(200)
                .body("result.isError", equalTo(true))
                .body("result.content[0].text", containsString("question"))
                .body(CODE, equalTo("required"));
        call(tenant, "ask_agent", Map.of("question", "x".repeat(8_001))).body(CODE, equalTo("invalid"));
        call(tenant, "ask_agent", Map.of("question", "a\0b")).body(CODE, equalTo("invalid-characters"));
        call(tenant, "ask_agent", Map.of("question", 7)).body(CODE, equalTo("invalid"));
        call(tenant, "ask_agent", Map.of("question", "Hi", "locale", "!")).body(CODE, equalTo("invalid"));
        call(tenant, "ask_agent", Map.of("question", "Hi", "conversation", "1")).body(CODE, equalTo("invalid"));
        call(tenant, "ask_agent", Map.of("question", "Hi", "admin", true)).body(CODE, equalTo("argument-unknown"));
        call(tenant, "search_knowledge", Map.of("query", "a", "limit", 11)).body(CODE, equalTo("invalid"));
        call(tenant, "get_conversation", Map.of("conversation", "cnv_01kampz8q3fa7t9c5n2x4ehd6g", "limit", 0))
                .body(CODE, equalTo("invalid"));
    }

    @Test
    void holdsHeadersAgainstTheBody() {
        var tenant = tenant();
        var asking = request("tools/list", meta("2026-07-28"));

        client(tenant).body(asking).post(MCP).then().statusCode(400).body("error.code", equalTo(-32020));
        alone(client(tenant), "tools/call", "")
                .body(asking)
                .post(MCP)
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32020));
        var calling = params("ask_agent", Map.of("question", "Hi"));
        calling.setAll(meta("2026-07-28"));
        alone(client(tenant), "tools/call", "get_conversation")
                .body(request("tools/call", calling))
                .post(MCP)
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32020))
                .body("id", equalTo(7));
        alone(client(tenant), "tools/call", "=?base64?!?=")
                .body(request("tools/call", calling))
                .post(MCP)
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32020));
        alone(client(tenant), "tools/list", "")
                .body(request("tools/list", none()))
                .post(MCP)
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32602));
    }

    @Test
    void namesTheRevisionsItSpeaks() {
        var tenant = tenant();

        client(tenant)
                .header("MCP-Protocol-Version", "2030-01-01")
                .header("Mcp-Method", "tools/list")
                .body(request("tools/list", meta("2030-01-01")))
                .post(MCP)
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32022))
                .body("error.data.requested", equalTo("2030-01-01"))
                .body("error.data.supported", hasItem("2026-07-28"));
        client(tenant)
                .header("MCP-Protocol-Version", "1999-01-01")
                .body(request("tools/list", none()))
                .post(MCP)
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32022));
    }

    @Test
    void takesBatchesInTheRevisionThatHadThemAlone() {
        var tenant = tenant();
        var batch = "[" + request("ping", none()) + ",{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},"
                + request("nothing", none()) + "]";

        client(tenant)
                .header("MCP-Protocol-Version", "2025-03-26")
                .body(batch)
                .post(MCP)
                .then()
                .statusCode(200)
                .body("size()", equalTo(2))
                .body("id", contains(7, 7))
                .body("[1].error.code", equalTo(-32601));
        for (var version : new String[] {"2025-06-18", "2025-11-25", "2026-07-28"}) {
            client(tenant)
                    .header("MCP-Protocol-Version", version)
                    .body(batch)
                    .post(MCP)
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo(-32600));
        }
        raw(tenant, "[" + request("tools/list", meta("2026-07-28")) + "]")
                .statusCode(400)
                .body("error.code", equalTo(-32600));
    }

    @Test
    void refusesPagesThatAreNotTheTenants() {
        var tenant = tenant();

        client(tenant)
                .header("Origin", "https://evil.example")
                .body(request("ping", none()))
                .post(MCP)
                .then()
                .statusCode(403)
                .body("error.code", equalTo(-32000))
                .body("id", nullValue());
        client(tenant)
                .header("Origin", TestTenants.ORIGIN)
                .body(request("ping", none()))
                .post(MCP)
                .then()
                .statusCode(200);
    }

    @Test
    void wantsASecretKey() {
        var tenant = tenant();
        var ping = request("ping", none());

        RestAssured.given()
                .contentType("application/json")
                .body(ping)
                .post(MCP)
                .then()
                .statusCode(401);
        RestAssured.given()
                .auth()
                .oauth2(tenant.publishableKey())
                .header("Origin", TestTenants.ORIGIN)
                .contentType("application/json")
                .body(ping)
                .post(MCP)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void hasNoStreamAndNoSessionOfItsOwn(String method) {
        client(tenant()).request(method, MCP).then().statusCode(405);
    }

    private static ObjectNode meta(String version) {
        var params = none();
        params.putObject("_meta")
                .put("io.modelcontextprotocol/protocolVersion", version)
                .putObject("io.modelcontextprotocol/clientCapabilities");
        return params;
    }

    private static ValidatableResponse raw(TestTenant tenant, String body) {
        return client(tenant).body(body).post(MCP).then();
    }

    private static TestTenant tenant() {
        var tenant = TestTenants.active();
        TestEntitlements.grant(tenant.id(), 1000L, 1000L);
        return tenant;
    }
}
