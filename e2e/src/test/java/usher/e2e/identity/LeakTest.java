package usher.e2e.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Eventually;
import usher.e2e.client.Operator;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.standin.ChatRequest;
import usher.e2e.standin.Step;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.tool.StandInWebhook;
import usher.e2e.world.World;

/** What is planted where no visitor may look never comes up in a public event, in none of the framings. */
@Order(8)
@ExtendWith(SharedWorld.class)
class LeakTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CANARY = "canary";
    private static final String LOOK = "look_into_vault";
    private static final String PAY = "pay_from_vault";
    private static final List<String> FRAMINGS = List.of("", "?format=agui", "?format=ai-sdk");
    private static final Pattern CONVERSATION = Pattern.compile("cnv_[0-9a-hjkmnp-tv-z]{26}");
    private static final String WORDS =
            IntStream.rangeClosed(1, 40).mapToObj(at -> "word " + at).collect(Collectors.joining(" "));

    @Test
    void showsNothingOfPromptsChunksToolResultsAndCredentials(World world) {
        // Given
        int wanted = Scale.of(500, 10_000);
        try (var vault = StandInWebhook.start(LeakTest::result)) {
            var tenant = planted(world, vault);
            var told = new CopyOnWriteArrayList<String>();
            script(world, told);
            var events = new ArrayList<String>();

            // When
            for (int turn = 0; events.size() < wanted; turn++) {
                events.addAll(events(world, tenant, QUESTIONS.get(turn % QUESTIONS.size()), turn));
            }

            // Then
            for (var planted : List.of("canary-system-prompt", "canary-chunk-body", "canary-tool-display")) {
                assertTrue(told.stream().anyMatch(prompt -> prompt.contains(planted)), planted + " reached the model");
            }
            for (var event : events) {
                assertFalse(event.toLowerCase(Locale.ROOT).contains(CANARY), event);
                assertFalse(event.contains(Operator.standInKey(tenant)) || event.contains(tenant.secretKey()), event);
            }
            System.out.printf("%d public events without one of the planted words%n", events.size());
        }
    }

    private static final List<String> QUESTIONS = List.of(
            "Look into the vault please",
            "Where is the manual?",
            "Break the vault please",
            "Pay from the vault please",
            "Fail please",
            "Just talk");

    /** A target that says more than it should, and whose failures do so, too. */
    private static Object result(StandInWebhook.Call call) {
        return call.arguments().path("drawer").asText().equals("broken")
                ? Map.of("error", Map.of("code", "canary-code", "message", "canary-tool-error", "retryable", false))
                : Map.of("result", Map.of("content", "canary-tool-result"), "display", "canary-tool-display");
    }

    private static Tenant planted(World world, StandInWebhook vault) {
        var tenant = world.standInTenant("Leaks");
        var operator = world.operator();
        operator.api()
                .put(
                        "/api/v1/chat/admin/persona" + tenant.query(),
                        Map.of("name", "Ada", "instructions", "The password is canary-system-prompt."))
                .orThrow();
        operator.api()
                .post(
                        "/api/v1/chat/admin/knowledge" + tenant.query(),
                        Map.of(
                                "kind",
                                "faq",
                                "title",
                                "The manual",
                                "questions",
                                List.of("Where is the manual?"),
                                "answer",
                                "In the drawer, says canary-chunk-body."))
                .orThrow();
        for (var tool : List.of(tool(LOOK, "read"), tool(PAY, "money"))) {
            operator.enableTool(tenant, operator.tool(tool), "http://127.0.0.1:" + vault.port() + "/canary-path");
        }
        Eventually.until(tenant + " has both tools", SOON, () -> world.books().tools(tenant) > 1);
        return tenant;
    }

    private static Map<String, ?> tool(String name, String risk) {
        return Map.of(
                "name",
                name,
                "description",
                "Opens a drawer, canary-description.",
                "category",
                "orders",
                "risk",
                risk,
                "label",
                "Opening a drawer",
                "done_label",
                "Opened a drawer",
                "parameters",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("drawer", Map.of("type", "string")),
                        "additionalProperties",
                        true),
                "identity",
                Map.of());
    }

    /** The model calls with planted arguments of its own and says nothing of what it read. */
    private static void script(World world, List<String> told) {
        world.standIn()
                .script()
                .when(request -> request.offers(LOOK), Step.say(WORDS))
                .when(
                        request -> request.offers(LOOK) && request.question().contains("Fail"),
                        new Step.Fail(400, "invalid_request_error", "canary-code", "canary-model-error", null))
                .when(
                        request -> request.offers(LOOK) && request.question().contains("manual"),
                        Step.say(WORDS + " [1]."))
                .when(
                        request -> wants(request, "Look"),
                        Step.call(LOOK, "{\"drawer\":\"left\",\"note\":\"canary-argument\"}"))
                .when(
                        request -> wants(request, "Break"),
                        Step.call(LOOK, "{\"drawer\":\"broken\",\"note\":\"canary-argument\"}"))
                .when(
                        request -> wants(request, "Pay"),
                        Step.call(PAY, "{\"drawer\":\"right\",\"customer_id\":\"canary-identity\"}"))
                .when(request -> request.offers(LOOK) && told.add(request.body().toString()) && false, Step.derive());
    }

    private static boolean wants(ChatRequest request, String word) {
        return request.offers(LOOK)
                && !request.answersTools()
                && request.question().contains(word);
    }

    /** The events of one turn, each as it is on the wire, and of its history. */
    private static List<String> events(World world, Tenant tenant, String question, int turn) {
        var visitor = Visitor.open(world.api(), tenant);
        var stream = visitor.api()
                .with("Accept", "text/event-stream")
                .post("/api/v1/chat/turns" + FRAMINGS.get(turn % FRAMINGS.size()), Map.of("text", question));
        assertEquals(200, stream.status(), stream.toString());
        var events = new ArrayList<>(List.of(stream.text().strip().split("\n\n")));
        var conversation = CONVERSATION.matcher(stream.text());
        assertTrue(conversation.find(), stream.text());
        events.add(visitor.api()
                .get("/api/v1/chat/conversations/" + conversation.group() + "/messages")
                .orThrow()
                .text());
        return events;
    }
}
