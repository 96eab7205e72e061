package usher.chat.mcp;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.chat.mcp.Speaking.MCP;
import static usher.chat.mcp.Speaking.alone;
import static usher.chat.mcp.Speaking.call;
import static usher.chat.mcp.Speaking.client;
import static usher.chat.mcp.Speaking.none;
import static usher.chat.mcp.Speaking.params;
import static usher.chat.mcp.Speaking.request;
import static usher.chat.mcp.Speaking.send;
import static usher.chat.mcp.Speaking.sendAlone;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.completion.StandIn;
import usher.chat.limit.TestEntitlements;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** A tenant's assistant as tools of other agents, in both eras of the protocol. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class McpTest {
    private static final String ANSWER = "result.structuredContent.answer";
    private static final String CODE = "result._meta.'usher/problem'.code";

    private final StandIn provider = new StandIn();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void beginsASessionInTheRevisionThatIsAskedForAndOffersItsTools() {
        var tenant = provider.tenant();

        for (var version : List.of("2025-11-25", "2025-06-18", "2025-03-26")) {
            initialize(tenant, version).body("result.protocolVersion", equalTo(version));
        }
        initialize(tenant, "2024-11-05").body("result.protocolVersion", equalTo("2025-11-25"));
        client(tenant)
                .body("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .post(MCP)
                .then()
                .statusCode(202)
                .body(equalTo(""));
        send(tenant, "ping", none()).statusCode(200).body("id", equalTo(7)).body("result.size()", equalTo(0));
        send(tenant, "tools/list", none())
                .statusCode(200)
                .body(
                        "result.tools.name",
                        contains("ask_agent", "search_knowledge", "get_conversation", "create_ticket", "usage_summary"))
                .body("result.resultType", nullValue());
    }

    @Test
    void answersAQuestionWithAReceiptAndGoesOnInItsConversation() {
        // Given
        var tenant = provider.tenant();
        provider.says("Thirty days.").says("Yes.");

        // When
        var first = call(tenant, "ask_agent", Map.of("question", "How long may I return it?"))
                .statusCode(200)
                .body(ANSWER, equalTo("Thirty days."))
                .body("result.content[0].text", equalTo("Thirty days."))
                .extract();

        // Then
        String conversation = first.path("result.structuredContent.conversation");
        String message = first.path("result.structuredContent.message");
        call(tenant, "ask_agent", Map.of("question", "Really?", "conversation", conversation))
                .body("result.structuredContent.conversation", equalTo(conversation));
        RestAssured.given()
                .auth()
                .oauth2(TestTokens.member(Role.ADMIN, tenant.id()))
                .get("/api/v1/chat/admin/messages/" + message + "/receipt")
                .then()
                .statusCode(200);
        call(tenant, "get_conversation", Map.of("conversation", conversation, "limit", 3))
                .body("result.structuredContent.messages.text", hasItems("Thirty days.", "Really?"))
                .body("result.structuredContent.has_more", equalTo(true));
    }

    @Test
    void servesRequestsThatStandForThemselves() {
        var tenant = provider.tenant();
        provider.says("Thirty days.");

        sendAlone(tenant, "server/discover", "", none())
                .statusCode(200)
                .body("result.resultType", equalTo("complete"))
                .body("result.supportedVersions", contains("2026-07-28"))
                .body("result.cacheScope", equalTo("private"));
        sendAlone(tenant, "tools/list", "", none())
                .statusCode(200)
                .body("result.ttlMs", equalTo(300_000))
                .body("result.tools.size()", equalTo(5));
        sendAlone(tenant, "tools/call", "ask_agent", params("ask_agent", Map.of("question", "How long?")))
                .statusCode(200)
                .body("result.resultType", equalTo("complete"))
                .body(ANSWER, equalTo("Thirty days."));
        sendAlone(tenant, "ping", "", none()).statusCode(404).body("error.code", equalTo(-32601));
    }

    /** The request of our own description of the API: what names the version is the header. */
    @Test
    void takesAVersionThatStandsInTheHeaderAlone() {
        var tenant = provider.tenant();
        provider.says("Thirty days.");

        var params = params("ask_agent", Map.of("question", "How long?"));
        params.putObject("_meta")
                .putObject("io.modelcontextprotocol/clientInfo")
                .put("name", "a")
                .put("version", "1");
        alone(client(tenant), "tools/call", "ask_agent")
                .body(request("tools/call", params))
                .post(MCP)
                .then()
                .statusCode(200)
                .body(ANSWER, equalTo("Thirty days."));
    }

    @Test
    void tellsHowAQuestionGoesBeforeItAnswers() throws Exception {
        // Given
        var tenant = provider.tenant();
        provider.says("Thirty ", "days.");
        var params = params("ask_agent", Map.of("question", "How long?"));
        params.putObject("_meta").put("progressToken", "p1");

        // When
        var stream = send(tenant, "tools/call", params)
                .statusCode(200)
                .contentType(startsWith("text/event-stream"))
                .extract()
                .asString();

        // Then
        var mapper = new ObjectMapper();
        var data = Arrays.stream(stream.split("\n"))
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
        assertTrue(data.size() >= 3, stream);
        var note = mapper.readTree(data.getFirst());
        assertEquals("notifications/progress", note.path("method").asText());
        assertEquals("p1", note.at("/params/progressToken").asText());
        var last = mapper.readTree(data.getLast());
        assertEquals(7, last.path("id").asInt());
        assertEquals("Thirty days.", last.at("/result/structuredContent/answer").asText());
    }

    @Test
    void keepsTenantsApart() {
        // Given
        var tenant = provider.tenant();
        var other = provider.tenant();
        provider.says("Thirty days.");
        teach(tenant, "Returns", "Boots go back within thirty days.");
        String conversation = call(tenant, "ask_agent", Map.of("question", "How long?"))
                .extract()
                .path("result.structuredContent.conversation");

        // When, Then
        var never = "cnv_01kampz8q3fa7t9c5n2x4ehd6g";
        for (var id : List.of(conversation, never)) {
            call(other, "get_conversation", Map.of("conversation", id))
                    .body("result.isError", equalTo(true))
                    .body(CODE, equalTo("not-found"));
            call(other, "ask_agent", Map.of("question", "And now?", "conversation", id))
                    .body("result.isError", equalTo(true))
                    .body(CODE, equalTo("not-found"));
        }
        call(tenant, "search_knowledge", Map.of("query", "When do boots go back?"))
                .body("result.content[0].text", containsString("thirty days"));
        call(other, "search_knowledge", Map.of("query", "When do boots go back?"))
                .body("result.structuredContent.passages.size()", equalTo(0))
                .body("result.content[0].text", not(containsString("thirty days")));
    }

    @Test
    void holdsAgentsToThePlanAndTheRateOfTheirTenant() {
        var tenant = provider.tenant();
        TestEntitlements.announce(2, tenant.id(), 1L, 60L);
        provider.says("First.");

        call(tenant, "ask_agent", Map.of("question", "One?")).body(ANSWER, equalTo("First."));
        call(tenant, "ask_agent", Map.of("question", "Two?"))
                .statusCode(200)
                .body("result.isError", equalTo(true))
                .body(CODE, equalTo("plan-limit-exceeded"));

        var hasty = provider.tenant();
        TestEntitlements.announce(2, hasty.id(), null, 2L);
        for (int at = 0; at < 2; at++) {
            call(hasty, "search_knowledge", Map.of("query", "boots")).body("result.isError", nullValue());
        }
        call(hasty, "search_knowledge", Map.of("query", "boots")).body(CODE, equalTo("rate-limited"));
    }

    @Test
    void answersTheSameMessageIdOnce() {
        var tenant = provider.tenant();
        provider.says("Once.");
        var asked = Map.of("question", "How often?", "message_id", "m1");

        String first = call(tenant, "ask_agent", asked).extract().path("result.structuredContent.message");

        call(tenant, "ask_agent", asked).body("result.structuredContent.message", equalTo(first));
        assertEquals(1, provider.requests.size());
    }

    private static ValidatableResponse initialize(TestTenant tenant, String version) {
        var params = none().put("protocolVersion", version);
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "test").put("version", "1");
        return client(tenant)
                .body(request("initialize", params))
                .post(MCP)
                .then()
                .statusCode(200);
    }

    private static void teach(TestTenant tenant, String title, String text) {
        RestAssured.given()
                .auth()
                .oauth2(TestTokens.member(Role.ADMIN, tenant.id()))
                .contentType("application/json")
                .body(Map.of("kind", "document", "title", title, "text", text))
                .post("/api/v1/chat/admin/knowledge")
                .then()
                .statusCode(201);
    }
}
