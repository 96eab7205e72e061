package usher.chat.completion;

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
import static usher.chat.completion.Asking.COMPLETIONS;
import static usher.chat.completion.Asking.MODEL;
import static usher.chat.completion.Asking.bearer;
import static usher.chat.completion.Asking.complete;
import static usher.chat.completion.Asking.member;
import static usher.chat.completion.Asking.question;
import static usher.chat.completion.Asking.server;
import static usher.chat.completion.Asking.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class CompletionTest {
    private static final Map<String, Object> TOOL = Map.of(
            "type",
            "function",
            "function",
            Map.of("name", "look_up", "parameters", Map.of("type", "object", "properties", Map.of())));

    private final StandIn provider = new StandIn();
    private TestTenant tenant = new TestTenant(new TenantId(UUID.randomUUID()), "", "");

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
        assertTrue(second.contains("shipped"), second);
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
}
