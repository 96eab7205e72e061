package usher.chat.model;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.kit.test.EmbeddedPlatform;

/** What a plan opens and closes beside its limits. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class PlanTest {
    private static final String TOOLS_LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}";
    private static final Map<String, ?> HELLO = Map.of(
            "model", "persona:support-assistant@live", "messages", List.of(Map.of("role", "user", "content", "Hello")));

    private final FakeProvider provider = new FakeProvider().says("By the provider.");
    private final Scene scene = Scene.open();
    private final Scene other = Scene.open();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void refusesAProviderThatIsNotInThePlan() {
        TestEntitlements.open(2, scene.id(), Map.of(), List.of("anthropic"));

        choose(scene)
                .put(Scene.MODELS + "/answer")
                .then()
                .statusCode(403)
                .body("code", equalTo("feature-not-in-plan"))
                .body("feature", equalTo("provider.openai"))
                .body("upgrade_url", equalTo("/admin/billing"));
        choose(other).put(Scene.MODELS + "/answer").then().statusCode(200);
        scene.member()
                .body(Map.of("provider", "local"))
                .put(Scene.MODELS + "/answer")
                .then()
                .statusCode(200);
    }

    @Test
    void answersByTheDefaultWhileAChosenProviderIsNotInThePlan() {
        // Given
        scene.uses("answer", provider, "gpt-4.1");
        other.uses("answer", provider, "gpt-4.1");
        within("the model answers", () -> by(scene), "openai");

        // When
        TestEntitlements.open(2, scene.id(), Map.of(), List.of("anthropic"));

        // Then
        within("the engine answers", () -> by(scene), "local");
        within("others are answered as before", () -> by(other), "openai");
        TestEntitlements.open(3, scene.id(), Map.of(), List.of("openai"));
        within("the choice is kept", () -> by(scene), "openai");
    }

    @Test
    void closesWhatThePlanClosesAndNothingElse() {
        // Given
        var closed = Map.of("mcp", "false", "openai_api", "false", "export", "false", "custom_tools", "true");

        // When
        TestEntitlements.open(2, scene.id(), closed, null);
        within("it is closed", () -> status(scene.server().body(HELLO), "/v1/chat/completions"), "403");

        // Then
        scene.server()
                .body(HELLO)
                .post("/v1/chat/completions")
                .then()
                .body("error.code", equalTo("feature_not_in_plan"));
        scene.server().get("/v1/models").then().statusCode(403);
        mcp(scene).post("/mcp").then().statusCode(403).body(containsString("Model Context Protocol"));
        scene.member().get("/api/v1/chat/admin/conversations/export").then().statusCode(403);
        scene.ask(Map.of("text", "Hello")).statusCode(200);
        other.server().body(HELLO).post("/v1/chat/completions").then().statusCode(200);
        mcp(other).post("/mcp").then().statusCode(200).body(not(containsString("error")));
        other.member().get("/api/v1/chat/admin/conversations/export").then().statusCode(200);
    }

    private static RequestSpecification choose(Scene scene) {
        return scene.member().body(Map.of("provider", "openai", "model", "gpt-4o", "api_key", "k"));
    }

    private static RequestSpecification mcp(Scene scene) {
        return scene.server()
                .accept("application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2025-11-25")
                .body(TOOLS_LIST);
    }

    private static String by(Scene scene) {
        return scene.receipt(scene.answer("Hello")).extract().path("receipt.model.provider");
    }

    private static String status(RequestSpecification request, String path) {
        return String.valueOf(request.post(path).statusCode());
    }

    private static void within(String what, Supplier<String> seen, String wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        var last = seen.get();
        while (!last.equals(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Did not happen: " + what + ", but " + last);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            last = seen.get();
        }
    }
}
