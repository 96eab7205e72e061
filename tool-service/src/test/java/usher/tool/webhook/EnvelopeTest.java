package usher.tool.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

class EnvelopeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"7", "[1]", "\"yes\"", "null", "{}", "{\"a\":1}", "{\"result\":1,\"a\":2}", "{\"display\":\"x\"}"
            })
    void takesAnyJsonAsTheResult(String body) {
        var outcome = assertInstanceOf(Succeeded.class, Envelope.read(body));

        assertEquals(body, outcome.result().toString());
    }

    @Test
    void opensAnEnvelope() {
        var outcome = assertInstanceOf(
                Succeeded.class, Envelope.read("{\"result\":{\"a\":1},\"display\":\"One a\",\"error\":null}"));

        assertEquals("{\"a\":1}", outcome.result().toString());
        assertEquals("One a", outcome.display());
    }

    @Test
    void tellsAnErrorAsTheToolDoes() {
        assertEquals(
                new Failed("order-unknown", "No such order.", true, false),
                Envelope.read(
                        "{\"error\":{\"code\":\"order-unknown\",\"message\":\"No such order.\",\"retryable\":true}}"));
        assertEquals(
                new Failed("tool-error", "Out of order", false, false),
                Envelope.read("{\"error\":{\"code\":\"Very Bad\\u0000\",\"message\":\"Out of\\u0000 order\"}}"));
        assertEquals(new Failed("tool-error", "Broken", false, false), Envelope.read("{\"error\":\"Broken\"}"));
        assertEquals(
                new Failed("tool-error", "The tool reports an error.", false, false), Envelope.read("{\"error\":7}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{", "{} {}", "nul"})
    void saysWhenAnAnswerIsNotJson(String body) {
        assertEquals(
                "result-invalid",
                assertInstanceOf(Failed.class, Envelope.read(body)).code());
    }

    @Test
    void takesNoAnswerAsNoResult() {
        assertEquals(
                "null",
                assertInstanceOf(Succeeded.class, Envelope.read("")).result().toString());
    }

    @Test
    void survivesAnAnswerOfBracketsAlone() {
        assertInstanceOf(Failed.class, Envelope.read("[".repeat(60_000)));
    }
}
