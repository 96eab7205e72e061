package usher.chat.completion;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
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
class CompletionMishapsTest {
    private final StandIn provider = new StandIn();
    private TestTenant tenant = new TestTenant(new TenantId(UUID.randomUUID()), "", "");

    @TestHTTPResource
    URI address = URI.create("http://localhost");

    @BeforeEach
    void aTenantWithAModel() {
        tenant = provider.tenant();
    }

    @AfterEach
    void stop() {
        provider.close();
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
        var request = HttpRequest.newBuilder(address.resolve(COMPLETIONS))
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

    private void refused(Map<String, ?> body, String param, String code) {
        complete(tenant, body)
                .statusCode(400)
                .contentType(containsString("application/json"))
                .body("error.param", equalTo(param))
                .body("error.code", equalTo(code))
                .body("error.type", equalTo("invalid_request_error"));
    }

    private ValidatableResponse keyed(String key, Map<String, ?> body) {
        return bearer(tenant.secretKey())
                .header("Idempotency-Key", key)
                .body(body)
                .post(COMPLETIONS)
                .then();
    }
}
