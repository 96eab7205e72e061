package usher.chat.completion;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class CompletionTest {
    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String MODEL = "persona:support-assistant@live";
    private static final Map<String, Object> TOOL = Map.of(
            "type",
            "function",
            "function",
            Map.of("name", "look_up", "parameters", Map.of("type", "object", "properties", Map.of())));

    private final StandIn provider = new StandIn();
    private TestTenant tenant = new TestTenant(new TenantId(UUID.randomUUID()), "", "");

    @TestHTTPResource
    URI server = URI.create("http://localhost");

    @BeforeEach
    void aTenantWithAModel() {
        tenant = provider.tenant();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void answersAsAChatCompletion() {
        provider.says("Hello ", "there.");

        complete(tenant, question("Hi"))
                .statusCode(200)
                .header("x-ratelimit-limit-requests", "1000")
                .body("id", startsWith("chatcmpl-"))
                .body("object", equalTo("chat.completion"))
                .body("model", equalTo("persona:support-assistant@v0"))
                .body("choices", hasSize(1))
                .body("choices[0].message.role", equalTo("assistant"))
                .body("choices[0].message.content", equalTo("Hello there."))
                .body("choices[0].message", not(hasItem("tool_calls")))
                .body("choices[0].finish_reason", equalTo("stop"))
                .body("usage.prompt_tokens", equalTo(10))
                .body("usage.completion_tokens", equalTo(5))
                .body("usage.total_tokens", equalTo(15))
                .body("usher.cost_micros", equalTo(5))
                .body("usher.message", startsWith("msg_"));
    }

    @Test
    void storesACompletionOnceWithItsReceiptForItsTenantAlone() {
        provider.says("Stored.");
        var other = provider.tenant();

        var conversation = complete(tenant, question("Keep this")).extract().<String>path("usher.conversation");

        member(tenant)
                .get("/api/v1/chat/admin/conversations/{id}/messages", conversation)
                .then()
                .statusCode(200)
                .body("data", hasSize(2))
                .body("data[0].text", equalTo("Keep this"))
                .body("data[1].text", equalTo("Stored."))
                .body("data[1].tokens_input", equalTo(10))
                .body("data[1].cost_micros", equalTo(5));
        member(other)
                .get("/api/v1/chat/admin/conversations/{id}/messages", conversation)
                .then()
                .statusCode(404);
        server(other).get("/api/v1/chat/conversations").then().body("data", hasSize(0));
    }

    @Test
    void streamsChunksOfOneCompletion() throws IOException {
        provider.says("One ", "two.");

        var chunks = stream(with(question("Count"), "stream_options", Map.of("include_usage", true)));

        assertEquals(
                1,
                chunks.stream()
                        .map(chunk -> chunk.path("id").asText())
                        .distinct()
                        .count());
        assertEquals(
                1,
                chunks.stream()
                        .map(chunk -> chunk.path("created").asText())
                        .distinct()
                        .count());
        assertEquals("assistant", chunks.getFirst().at("/choices/0/delta/role").asText());
        var said = chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asText())
                .reduce("", String::concat);
        assertEquals("One two.", said);
        var end = chunks.get(chunks.size() - 2);
        assertEquals("stop", end.at("/choices/0/finish_reason").asText());
        assertTrue(end.at("/usher/message").asText().startsWith("msg_"), end.toString());
        assertTrue(chunks.getLast().path("choices").isArray(), chunks.getLast().toString());
        assertEquals(0, chunks.getLast().path("choices").size());
        assertEquals(15, chunks.getLast().at("/usage/total_tokens").asInt());
    }

    @Test
    void leavesUsageOutOfAStreamThatDidNotAskForIt() throws IOException {
        provider.says("Yes.");

        var chunks = stream(question("Really?"));

        assertTrue(chunks.stream().noneMatch(chunk -> chunk.has("usage")), chunks.toString());
    }

    @Test
    void handsToolCallsToTheCallerAndGoesOnWithWhatTheySaid() {
        provider.calls("look_up", "{\"order\":\"1042\"}").says("It is on its way.");
        var asked = with(question("Where is 1042?"), "tools", List.of(TOOL));

        var first = complete(tenant, asked)
                .statusCode(200)
                .body("choices[0].finish_reason", equalTo("tool_calls"))
                .body("choices[0].message.content", nullValue())
                .body("choices[0].message.tool_calls[0].type", equalTo("function"))
                .body("choices[0].message.tool_calls[0].function.name", equalTo("look_up"))
                .body("choices[0].message.tool_calls[0].function.arguments", equalTo("{\"order\":\"1042\"}"))
                .extract();
        var call = first.<String>path("choices[0].message.tool_calls[0].id");
        var messages = List.of(
                Map.of("role", "user", "content", "Where is 1042?"),
                first.<Map<String, Object>>path("choices[0].message"),
                Map.of("role", "tool", "tool_call_id", call, "content", "{\"status\":\"shipped\"}"));
        complete(tenant, with(with(asked, "messages", messages), "tools", List.of(TOOL)))
                .statusCode(200)
                .body("choices[0].message.content", equalTo("It is on its way."));

        provider.requests.remove();
        var second = provider.requests.element();
        assertTrue(second.contains("shipped") && second.contains(call), second);
    }

    @Test
    void offersToolsOnceHoweverManyRoundsThereWere() throws IOException {
        var messages = new java.util.ArrayList<Map<String, Object>>(List.of(Map.of("role", "user", "content", "Go")));
        for (int round = 0; round < 4; round++) {
            provider.says("Fine.");
            complete(tenant, with(with(question("Go"), "messages", List.copyOf(messages)), "tools", List.of(TOOL)))
                    .statusCode(200);
            var call = Map.of("name", "look_up", "arguments", "{}");
            messages.add(Map.of(
                    "role",
                    "assistant",
                    "tool_calls",
                    List.of(Map.of("id", "call_" + round, "type", "function", "function", call))));
            messages.add(Map.of("role", "tool", "tool_call_id", "call_" + round, "content", "again"));
        }

        var json = new ObjectMapper();
        var first = json.readTree(provider.requests.remove());
        for (var request : provider.requests) {
            var later = json.readTree(request);
            assertEquals(first.path("tools"), later.path("tools"));
            assertEquals(first.at("/messages/0"), later.at("/messages/0"));
        }
    }

    @Test
    void takesWhatClientsSend() {
        provider.says("Fine.");
        var body = Map.of(
                "model",
                MODEL,
                "messages",
                List.of(
                        Map.of("role", "system", "content", "Answer like a pirate."),
                        Map.of("role", "user", "content", "First"),
                        Map.of("role", "assistant", "content", "Aye."),
                        Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", "Second")))),
                "temperature",
                0,
                "max_completion_tokens",
                64,
                "top_p",
                1,
                "n",
                1,
                "logit_bias",
                Map.of(),
                "response_format",
                Map.of("type", "text"),
                "user",
                "u-1");

        complete(tenant, body).statusCode(200);

        var sent = provider.requests.element();
        assertTrue(sent.contains("Answer like a pirate.") && sent.contains("Aye.") && sent.contains("Second"), sent);
        assertTrue(sent.contains("\"max_tokens\":64") && sent.contains("\"temperature\":0.0"), sent);
    }

    @Test
    void refusesWhatItCannotDoInOpenAisWords() {
        refused(with(question("Hi"), "n", 2), "n", "unsupported_parameter");
        refused(with(question("Hi"), "stop", List.of("x")), "stop", "unsupported_parameter");
        refused(
                with(question("Hi"), "response_format", Map.of("type", "json_object")),
                "response_format",
                "unsupported_parameter");
        refused(with(question("Hi"), "temperature", 3), "temperature", "invalid_value");
        refused(with(question("Hi"), "max_tokens", 0), "max_tokens", "invalid_value");
        refused(Map.of("model", MODEL), "messages", "missing_required_parameter");
        refused(Map.of("messages", List.of()), "model", "missing_required_parameter");
        refused(with(question("Hi"), "messages", List.of()), "messages", "invalid_value");
        refused(
                with(question("Hi"), "messages", List.of(Map.of("role", "wizard", "content", "x"))),
                "messages.0.role",
                "invalid_value");
        refused(question("a\u0000b"), "messages.0.content", "invalid_value");
        refused(with(question("Hi"), "messages", "Hi"), "messages", "invalid");
        complete(tenant, with(question("Hi"), "model", "gpt-4o"))
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"))
                .body("error.param", equalTo("model"))
                .body("error.type", equalTo("invalid_request_error"));
        assertEquals(0, provider.requests.size());
    }

    @Test
    void tellsCredentialsAndLimitsApart() {
        given().contentType("application/json")
                .body(question("Hi"))
                .post(COMPLETIONS)
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error.code", equalTo("invalid_api_key"));
        bearer(tenant.publishableKey())
                .body(question("Hi"))
                .post(COMPLETIONS)
                .then()
                .statusCode(403)
                .body("error.type", equalTo("permission_error"));
        usher.chat.limit.TestEntitlements.announce(2, tenant.id(), 1L, 2L);
        provider.says("One.");
        complete(tenant, question("Hi")).statusCode(200);
        complete(tenant, with(question("Hi"), "stream", true))
                .statusCode(402)
                .contentType("application/json")
                .body("error.type", equalTo("budget_exceeded"))
                .body("error.usher.used", equalTo(1));
        usher.chat.limit.TestEntitlements.announce(3, tenant.id(), 100L, 1L);
        complete(tenant, question("Hi"))
                .statusCode(429)
                .header("Retry-After", not(nullValue()))
                .header("x-ratelimit-remaining-requests", "0")
                .body("error.code", equalTo("rate_limit_exceeded"));
    }

    @Test
    void answersARepeatedRequestOnce() {
        provider.says("Once.");
        var first = keyed("k1", question("Hi")).statusCode(200).extract();

        keyed("k1", question("Hi"))
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first.<String>path("id")))
                .body("choices[0].message.content", equalTo("Once."))
                .body("usage.total_tokens", equalTo(15));
        keyed("k1", question("Something else")).statusCode(422).body("error.code", equalTo("idempotency_key_reused"));

        assertEquals(1, provider.requests.size());
        provider.says("Mine.");
        var other = provider.tenant();
        bearer(other.secretKey())
                .header("Idempotency-Key", "k1")
                .body(question("Hi"))
                .post(COMPLETIONS)
                .then()
                .body("choices[0].message.content", equalTo("Mine."));
    }

    @Test
    void finishesAndStoresWhatTheClientDidNotWaitFor() throws IOException, InterruptedException {
        provider.hesitatesAfter("First ", "and last.");
        var request = HttpRequest.newBuilder(server.resolve(COMPLETIONS))
                .header("Authorization", "Bearer " + tenant.secretKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        new ObjectMapper().writeValueAsString(with(question("Tell me"), "stream", true))))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofInputStream());
            response.body().read();
            response.body().close();
            client.shutdownNow();
        }

        provider.goOn();

        var end = Instant.now().plus(Duration.ofSeconds(20));
        while (server(tenant)
                .get("/api/v1/chat/conversations")
                .jsonPath()
                .getList("data")
                .isEmpty()) {
            assertTrue(Instant.now().isBefore(end), "The completion was not stored");
        }
        var conversation = server(tenant).get("/api/v1/chat/conversations").<String>path("data[0].id");
        member(tenant)
                .get("/api/v1/chat/admin/conversations/{id}/messages", conversation)
                .then()
                .body("data[1].text", equalTo("First and last."))
                .body("data[1].cost_micros", equalTo(5));
    }

    @Test
    void saysInTheStreamThatAnAnswerBrokeOff() {
        provider.breaksOffAfter("Half");

        var text = bearer(tenant.secretKey())
                .body(with(question("Hi"), "stream", true))
                .post(COMPLETIONS)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertTrue(text.contains("\"error\":{") && text.contains("server_error"), text);
        assertTrue(!text.contains("[DONE]"), text);
    }

    @Test
    void listsPersonaVersionsAsModels() {
        publish("Dana from Support", "Be brief.");
        publish("Dana from Support", "Be thorough.");

        server(tenant)
                .get("/v1/models")
                .then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body(
                        "data.id",
                        hasItems(
                                "persona:dana-from-support@live",
                                "persona:dana-from-support@v1",
                                "persona:dana-from-support@v2"));
        server(tenant)
                .get("/v1/models/{id}", "persona:dana-from-support@v1")
                .then()
                .statusCode(200)
                .body("owned_by", equalTo("usher"));
        server(provider.tenant())
                .get("/v1/models/{id}", "persona:dana-from-support@v1")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"));
        provider.says("Brief.");
        complete(tenant, with(question("Hi"), "model", "persona:dana-from-support@v1"))
                .statusCode(200)
                .body("model", equalTo("persona:dana-from-support@v1"));
        assertTrue(provider.requests.element().contains("Be brief."));
    }

    private void publish(String name, String instructions) {
        member(tenant)
                .body(Map.of("name", name, "instructions", instructions))
                .put("/api/v1/chat/admin/persona")
                .then()
                .statusCode(200);
    }

    private void refused(Map<String, ?> body, String param, String code) {
        complete(tenant, body)
                .statusCode(400)
                .contentType(containsString("application/json"))
                .body("error.param", equalTo(param))
                .body("error.code", equalTo(code))
                .body("error.type", equalTo("invalid_request_error"));
    }

    private List<JsonNode> stream(Map<String, ?> body) throws IOException {
        var text = bearer(tenant.secretKey())
                .body(with(body, "stream", true))
                .post(COMPLETIONS)
                .then()
                .statusCode(200)
                .contentType(containsString("text/event-stream"))
                .extract()
                .asString();
        var data = text.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
        assertEquals("[DONE]", data.getLast());
        var chunks = new java.util.ArrayList<JsonNode>();
        for (var chunk : data.subList(0, data.size() - 1)) {
            chunks.add(new ObjectMapper().readTree(chunk));
        }
        return chunks;
    }

    private static Map<String, Object> question(String text) {
        return Map.of("model", MODEL, "messages", List.of(Map.of("role", "user", "content", text)));
    }

    private static Map<String, Object> with(Map<String, ?> body, String field, Object value) {
        var more = new HashMap<String, Object>(body);
        more.put(field, value);
        return more;
    }

    private ValidatableResponse keyed(String key, Map<String, ?> body) {
        return bearer(tenant.secretKey())
                .header("Idempotency-Key", key)
                .body(body)
                .post(COMPLETIONS)
                .then();
    }

    private static ValidatableResponse complete(TestTenant tenant, Map<String, ?> body) {
        return bearer(tenant.secretKey()).body(body).post(COMPLETIONS).then();
    }

    private static RequestSpecification server(TestTenant tenant) {
        return bearer(tenant.secretKey());
    }

    private static RequestSpecification member(TestTenant tenant) {
        return bearer(TestTokens.member(Role.ADMIN, tenant.id()));
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
