package usher.e2e.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.e2e.client.Answer;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** Whatever is sent, it is never our fault, and the conversation survives it. */
@Order(4)
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String TURNS = "/api/v1/chat/turns";
    static final int AT_ONCE = 4;

    private World world;
    private Tenant tenant;
    private Visitor visitor;

    @BeforeAll
    void begin(World shared) {
        world = shared;
        tenant = world.standInTenant("Bad input");
        visitor = Visitor.open(world.api(), tenant);
        visitor.ask("Good day").orThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "42",
                "\"text\"",
                "{\"text\":}",
                "{\"text\":\"a\",}",
                "{\"text\":{\"a\":1}}",
                "{\"text\":[\"a\"]}",
                "{\"text\":\"a\",\"conversation\":42}",
                "{\"text\":\"a\",\"text\":\"b\",\"unknown\":1}"
            })
    void refusesBrokenJson(String body) {
        var answer = visitor.api().send("POST", TURNS, body);
        assertRefused(answer);
        goesOn();
    }

    @Test
    void refusesUnknownFields() {
        var answer = visitor.api().post(TURNS, Map.of("text", "Hi", "clientMessageId", "c1", "admin", true));
        assertRefused(answer);
        assertEquals("unknown-field", answer.code(), answer.toString());
        goesOn();
    }

    @Test
    void refusesAMessageOfAMegabyte() {
        assertRefused(visitor.ask("word ".repeat(200_000)));
        goesOn();
    }

    @Test
    void refusesABodyBeyondAnyLimit() {
        var answer = visitor.tryAsk("x".repeat(16 << 20));
        assertTrue(answer == null || answer.status() == 413 || answer.status() == 400, String.valueOf(answer));
        goesOn();
    }

    @Test
    void refusesForeignAndImpossibleIds() {
        var stranger = Visitor.open(world.api(), world.standInTenant("Bad input, beside"));
        stranger.ask("Mine").orThrow();
        for (var id :
                List.of(String.valueOf(stranger.conversation()), "cnv_0", "ten_00000000000000000000000000", "1")) {
            var answer = visitor.api().post(TURNS, Map.of("text", "Hi", "clientMessageId", "f", "conversation", id));
            assertRefused(answer);
        }
        goesOn();
    }

    @Test
    void survivesEveryNaughtyStringInEveryTextField() throws Exception {
        // Given
        var strings = NaughtyStrings.read();
        var fields = Field.all(world, tenant, visitor);
        int step = Scale.of(10, 1);
        var faults = new ConcurrentLinkedQueue<String>();
        var sendings = new ArrayList<Callable<Void>>();
        for (int f = 0; f < fields.size(); f++) {
            var field = fields.get(f);
            boolean whole = field.name().equals("turn.text");
            for (int s = whole ? 0 : f % step; s < strings.size(); s += whole ? 1 : step) {
                var text = strings.get(s);
                sendings.add(() -> send(field, text, faults));
            }
        }

        // When
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var sent : threads.invokeAll(sendings)) {
                sent.get();
            }
        }

        // Then
        System.out.printf(
                "%d strings, %d fields, %d requests, %d faults%n",
                strings.size(), fields.size(), sendings.size(), faults.size());
        assertTrue(faults.isEmpty(), String.join("\n", faults));
        world.useStandIn(tenant);
        goesOn();
    }

    private static Void send(Field field, String text, ConcurrentLinkedQueue<String> faults) {
        var answer = field.sender().send(text);
        boolean coded = answer.ok() || answer.code() != null;
        if (answer.status() >= 500 || !coded) {
            faults.add(field.name() + " with " + printable(text) + ": " + answer);
        }
        return null;
    }

    private static String printable(String text) {
        var codes = new StringBuilder();
        text.codePoints()
                .limit(40)
                .forEach(point -> codes.append(
                        point < 32 || point > 126 ? "\\u%04x".formatted(point) : Character.toString(point)));
        return "\"" + codes + "\"";
    }

    private static void assertRefused(Answer answer) {
        assertTrue(answer.status() >= 400 && answer.status() < 500, answer.toString());
        assertNotNull(answer.code(), answer.toString());
    }

    /** The conversation answers, and still has what was said. */
    private void goesOn() {
        assertTrue(visitor.ask("Are you still there?").ok());
        assertTrue(visitor.messages().orThrow().at("/data").size() >= 2);
    }
}
