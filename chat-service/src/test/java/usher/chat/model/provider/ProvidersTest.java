package usher.chat.model.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;
import usher.chat.model.TokenUse;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.Endpoint.Kind;
import usher.e2e.standin.Step;

/** Every provider kind answers, streams, calls tools and counts, by the same tests. */
class ProvidersTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource
    void streamsTheAnswerAsItComes(Kind kind) {
        scene.script().onQuestion("Hi", Step.trickle(Duration.ofMillis(5), Step.say("Grüße, \"שלום\" and 🏕 hello")));

        var heard = scene.ask(kind, "Hi").whole();

        assertEquals("Grüße, \"שלום\" and 🏕 hello", heard.text());
        assertEquals(
                5,
                heard.events().stream()
                        .filter(ModelEvent.Text.class::isInstance)
                        .count());
        assertEquals("stop", heard.end());
    }

    @ParameterizedTest
    @EnumSource
    void callsTwoToolsInOneRoundAndUsesTheirResults(Kind kind) {
        // Given
        scene.script()
                .onQuestion(
                        "order",
                        Step.call(
                                new Step.Use("get_order_status", "{\"order\":\"1042\"}"),
                                new Step.Use("check_inventory", "{\"product\":\"Vind tent\"}")))
                .onResult("order", Step.say("So: {result}."));
        var prompt = Scene.prompt("Where is my order 1042, and is the tent there?");
        var asked = scene.ask(scene.endpoint(kind), prompt).whole();

        // When
        var answered = scene.ask(scene.endpoint(kind), prompt.after(round(asked.calls())))
                .whole();

        // Then
        assertEquals("tool_calls", asked.end());
        assertEquals(
                List.of("get_order_status {\"order\":\"1042\"}", "check_inventory {\"product\":\"Vind tent\"}"),
                asked.calls().stream()
                        .map(call -> call.name() + " " + call.arguments())
                        .toList());
        assertTrue(answered.text().contains("get_order_status is fine"), answered.text());
        assertTrue(answered.text().contains("check_inventory is fine"), answered.text());
        assertEquals("stop", answered.end());
    }

    @ParameterizedTest
    @EnumSource
    void reportsUsageByTheClassesThatTheProviderTells(Kind kind) {
        scene.script().onQuestion("Hi", Step.cached(4, Step.thought(6, Step.say("One two three"))));

        var heard = scene.ask(kind, "Hi").whole();

        var counted = scene.requests().getFirst();
        int prompt = counted.promptTokens();
        assertEquals(9, counted.completionTokens());
        assertEquals(
                switch (kind) {
                    case OPENAI, GEMINI -> new TokenUse(prompt - 4, 4, 3, 6);
                    case ANTHROPIC -> new TokenUse(prompt - 4, 4, 9, 0);
                    case OLLAMA -> new TokenUse(prompt, 0, 9, 0);
                },
                heard.usage().tokens());
        assertEquals("One two three", heard.text());
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhyTheAnswerEnded(Kind kind) {
        scene.script()
                .onQuestion("long", Step.say("One two three four"))
                .onQuestion("bad", Step.filtered(Step.say("I")));

        assertEquals(
                "length",
                scene.ask(scene.endpoint(kind), Scene.prompt("long", 2)).whole().end());
        assertEquals(
                kind == Kind.OLLAMA ? "stop" : "content_filter",
                scene.ask(kind, "bad").whole().end());
    }

    @ParameterizedTest
    @EnumSource
    void readsToolCallsFromTheTextOfModelsThatKnowNoOthers(Kind kind) {
        // Given
        var call = "<tool_call>{\"name\":\"check_inventory\", \"arguments\": {\"product\":\"Vind tent\"}}</tool_call>";
        scene.script()
                .onQuestion("tent", Step.trickle(Duration.ofMillis(1), Step.say("Let me look. " + call + " It is")))
                .when(
                        request -> request.question().contains("<tool_response>"),
                        Step.choose(request -> Step.say("They said: "
                                + (request.question().contains("check_inventory is fine") ? "fine" : "nothing"))));
        var told = scene.endpoint(kind);
        var endpoint = new Endpoint(kind, told.baseUrl(), told.model(), told.key(), false);
        var prompt = Scene.prompt("Is the tent there?");
        var asked = scene.ask(endpoint, prompt).whole();

        // When
        var answered = scene.ask(endpoint, prompt.after(round(asked.calls()))).whole();

        // Then
        assertEquals("Let me look. ", asked.text());
        assertEquals("tool_calls", asked.end());
        assertEquals(
                "Vind tent",
                asked.calls().getFirst().arguments().path("product").asText());
        assertEquals("They said: fine", answered.text());
    }

    @ParameterizedTest
    @EnumSource
    void testsAnEndpointAndSaysWhatIsWrongWithIt(Kind kind) {
        // Given
        var good = scene.endpoint(kind);
        var refused = new Endpoint(kind, good.baseUrl(), good.model(), "sk-refused", true);
        var nobody = new Endpoint(kind, "http://127.0.0.1:1", good.model(), "key", true);

        // When
        var results = List.of(good, refused, nobody).stream()
                .map(endpoint -> scene.providers.test(endpoint).await().atMost(Scene.LONG))
                .toList();

        // Then
        assertInstanceOf(Connection.Works.class, results.get(0));
        // Ollama's list of models needs no key.
        if (kind != Kind.OLLAMA) {
            assertEquals(new Connection.Fails("model-credential-refused", List.of()), results.get(1));
        }
        assertEquals(new Connection.Fails("model-unavailable", List.of()), results.get(2));
    }

    @ParameterizedTest
    @EnumSource(names = "OLLAMA")
    void namesTheModelsThereAreWhenTheOneIsNot(Kind kind) {
        var endpoint = new Endpoint(kind, scene.endpoint(kind).baseUrl(), "other", "", true);

        var result = scene.providers.test(endpoint).await().atMost(Scene.LONG);

        assertEquals(new Connection.Fails("model-unknown", List.of("stand-in-1")), result);
    }

    @ParameterizedTest
    @EnumSource(names = "GEMINI")
    void givesThoughtSignaturesBackWithTheCallsTheyCameWith(Kind kind) {
        scene.script().onQuestion("order", Step.call("get_order_status", "{\"order\":\"1042\"}"));
        var endpoint = new Endpoint(kind, scene.endpoint(kind).baseUrl(), "gemini-3-pro", "key", true);
        var prompt = Scene.prompt("Where is my order 1042?");
        var asked = scene.ask(endpoint, prompt).whole();

        var answered = scene.ask(endpoint, prompt.after(round(asked.calls()))).whole();

        assertTrue(answered.text().contains("get_order_status is fine"), answered.text());
    }

    @ParameterizedTest
    @EnumSource
    void keepsOneModelForEachEndpoint(Kind kind) {
        assertSame(scene.providers.model(scene.endpoint(kind)), scene.providers.model(scene.endpoint(kind)));
    }

    private static Prompt.Round round(List<ToolCall> calls) {
        return new Prompt.Round(
                calls,
                calls.stream()
                        .map(call -> new ToolOutcome(
                                call.id(),
                                call.name(),
                                true,
                                JsonNodeFactory.instance.textNode(call.name() + " is fine"),
                                null,
                                null))
                        .collect(Collectors.toList()));
    }
}
