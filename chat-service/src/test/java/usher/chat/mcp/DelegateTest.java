package usher.chat.mcp;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static usher.chat.mcp.Speaking.MCP;
import static usher.chat.mcp.Speaking.none;
import static usher.chat.mcp.Speaking.params;
import static usher.chat.mcp.Speaking.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.chat.completion.StandIn;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;
import usher.kit.access.Revocations;
import usher.kit.access.Role;
import usher.kit.test.DelegateToken;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

/** Programs that a member lets in come with tokens that are for this place alone, and do what they were let in for. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class DelegateTest {
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String METADATA =
            "resource_metadata=\"https://usher.example/.well-known/oauth-protected-resource/mcp\"";
    private static final String ALL = "agent:ask knowledge:read conversations:read";

    private final StandIn provider = new StandIn();
    private final Revocations revocations;

    DelegateTest(Revocations revocations) {
        this.revocations = revocations;
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/mcp"})
    void saysWhoLetsProgramsInAndForWhat(String path) {
        given().get("/.well-known/oauth-protected-resource" + path)
                .then()
                .statusCode(200)
                .body("resource", equalTo("https://usher.example/mcp"))
                .body("authorization_servers", contains("https://usher.example"))
                .body("scopes_supported", hasItems("agent:ask", "knowledge:read", "conversations:read"))
                .body("bearer_methods_supported", contains("header"));
    }

    @Test
    void tellsWhoComesWithNothingWhereToBegin() {
        given().contentType("application/json")
                .body(request("tools/list", none()))
                .post(MCP)
                .then()
                .statusCode(401)
                .header(CHALLENGE, equalTo("Bearer " + METADATA))
                .body("code", equalTo("credential-missing"));
    }

    @Test
    void letsAProgramDoAllThatItWasLetInFor() {
        // Given
        var tenant = provider.tenant();
        provider.says("Thirty days.");
        var token = new DelegateToken(tenant.id(), ALL).text();

        // When
        var asked = call(token, "ask_agent", Map.of("question", "How long?"))
                .statusCode(200)
                .body("result.structuredContent.answer", equalTo("Thirty days."))
                .extract();

        // Then
        send(token, "tools/list", none()).body("result.tools.name", hasItems("ask_agent", "search_knowledge"));
        String conversation = asked.path("result.structuredContent.conversation");
        call(token, "get_conversation", Map.of("conversation", conversation))
                .body("result.structuredContent.messages.text", hasItems("Thirty days."));
        call(token, "search_knowledge", Map.of("query", "Returns")).body("result.isError", not(equalTo(true)));
    }

    @Test
    void showsAndCallsTheToolsOfItsScopesAlone() {
        var tenant = provider.tenant();
        var token = new DelegateToken(tenant.id(), "knowledge:read something:else").text();
        var asking = params("ask_agent", Map.of("question", "How long?"));

        send(token, "tools/list", none()).statusCode(200).body("result.tools.name", contains("search_knowledge"));
        call(token, "search_knowledge", Map.of("query", "Returns")).statusCode(200);
        send(token, "tools/call", asking)
                .statusCode(403)
                .header(
                        CHALLENGE,
                        allOf(
                                startsWith("Bearer error=\"insufficient_scope\", scope=\"agent:ask knowledge:read\""),
                                containsString(METADATA)))
                .body("error.code", equalTo(-32000))
                .body("id", equalTo(7));
        asking.putObject("_meta").put("progressToken", "p1");
        send(token, "tools/call", asking).statusCode(403);
        send(token, "tools/call", params("no_such_tool", Map.of())).body("error.code", equalTo(-32602));
    }

    @Test
    void refusesAToolOutOfScopeInABatchToo() {
        var token = new DelegateToken(provider.tenant().id(), "knowledge:read").text();

        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("[" + request("tools/call", params("ask_agent", Map.of("question", "Hi"))) + "]")
                .post(MCP)
                .then()
                .statusCode(200)
                .body("[0].error.code", equalTo(-32000));
    }

    @Test
    void keepsTenantsApart() {
        // Given
        var tenant = provider.tenant();
        var other = provider.tenant();
        provider.says("Thirty days.");
        String conversation = call(
                        new DelegateToken(tenant.id(), ALL).text(), "ask_agent", Map.of("question", "How long?"))
                .extract()
                .path("result.structuredContent.conversation");
        var stranger = new DelegateToken(other.id(), ALL).text();

        // When, Then
        for (var id : List.of(conversation, "cnv_01kampz8q3fa7t9c5n2x4ehd6g")) {
            call(stranger, "get_conversation", Map.of("conversation", id))
                    .body("result._meta.'usher/problem'.code", equalTo("not-found"));
            call(stranger, "ask_agent", Map.of("question", "And now?", "conversation", id))
                    .body("result._meta.'usher/problem'.code", equalTo("not-found"));
        }
    }

    @Test
    void refusesWhatIsNoTokenForThisPlace() throws Exception {
        var tenant = provider.tenant().id();
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var foreign = generator.generateKeyPair().getPrivate();

        refused("garbage");
        refused(new DelegateToken(tenant, ALL)
                .with("aud", "https://usher.example")
                .text());
        refused(new DelegateToken(tenant, ALL)
                .with("aud", "https://elsewhere.example/mcp")
                .text());
        refused(new DelegateToken(tenant, ALL)
                .with("iss", "https://elsewhere.example")
                .text());
        refused(new DelegateToken(tenant, ALL)
                .with("exp", Instant.now().minusSeconds(60).getEpochSecond())
                .text());
        refused(new DelegateToken(tenant, ALL).with("tenant", "all").text());
        refused(new DelegateToken(tenant, ALL).signedBy(foreign));
        refused(new DelegateToken(tenant, ALL).unsigned());
        refused(TestTokens.member(Role.ADMIN, tenant).replaceFirst("^[^.]+", "e30"));
    }

    @Test
    void refusesAConsolesTokenHereAndAProgramsTokenEverywhereElse() {
        var tenant = provider.tenant();

        send(TestTokens.member(Role.ADMIN, tenant.id()), "tools/list", none())
                .statusCode(403)
                .body("code", equalTo("credential-not-accepted"));
        for (var path : List.of("/api/v1/chat/conversations", "/api/v1/chat/admin/conversations", "/v1/models")) {
            given().auth()
                    .oauth2(new DelegateToken(tenant.id(), ALL).text())
                    .get(path)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void refusesAGrantThatWasTakenBackAtOnce() {
        // Given
        var tenant = provider.tenant();
        var taken = new DelegateToken(tenant.id(), ALL);
        var kept = new DelegateToken(tenant.id(), ALL);
        send(taken.text(), "tools/list", none()).statusCode(200);

        // When
        revocations
                .revoke(tenant.id(), taken.grant(), Duration.ofMinutes(1))
                .await()
                .atMost(Duration.ofSeconds(5));

        // Then
        refused(taken.text());
        send(kept.text(), "tools/list", none()).statusCode(200);
    }

    @Test
    void refusesWhoIsLetInByASuspendedTenant() {
        var tenant = TestTenants.announced(new TenantId(UUID.randomUUID()), 1, TenantStatus.SUSPENDED);

        send(new DelegateToken(tenant.id(), ALL).text(), "tools/list", none())
                .statusCode(403)
                .body("code", equalTo("tenant-suspended"));
    }

    private static void refused(String token) {
        send(token, "tools/list", none())
                .statusCode(401)
                .header(CHALLENGE, equalTo("Bearer error=\"invalid_token\", " + METADATA))
                .body("code", equalTo("credential-invalid"));
    }

    private static ValidatableResponse call(String token, String tool, Map<String, ?> arguments) {
        return send(token, "tools/call", params(tool, arguments));
    }

    private static ValidatableResponse send(String token, String method, ObjectNode params) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2025-11-25")
                .body(request(method, params))
                .post(MCP)
                .then();
    }
}
