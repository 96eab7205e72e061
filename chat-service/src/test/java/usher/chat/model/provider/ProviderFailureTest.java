package usher.chat.model.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.Endpoint.Kind;
import usher.e2e.standin.Script;
import usher.e2e.standin.StandInProvider;
import usher.e2e.standin.Step;

/** Every provider kind fails in the same way, by the same tests. */
class ProviderFailureTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource
    void comesBackWhenTheProviderSaysSo(Kind kind) {
        scene.script().onQuestion("Hi", Step.rateLimited(Duration.ofSeconds(1)), Step.say("Here"));
        long begun = System.nanoTime();

        var heard = scene.ask(kind, "Hi").whole();

        assertEquals("Here", heard.text());
        assertTrue(System.nanoTime() - begun >= Duration.ofSeconds(1).toNanos());
        assertEquals(2, scene.requests().size());
    }

    @ParameterizedTest
    @EnumSource
    void doesNotWaitLongerThanAnotherModelWouldTake(Kind kind) {
        scene.script().onQuestion("Hi", Step.rateLimited(Duration.ofMinutes(1)), Step.say("Here"));

        assertEquals("model-busy", scene.ask(kind, "Hi").failure());
        assertEquals(1, scene.requests().size());
    }

    @ParameterizedTest
    @EnumSource
    void triesAgainWhenTheServerFailsAndGivesUpAfterThreeTries(Kind kind) {
        scene.script()
                .onQuestion("Hi", Script.times(2, Step.serverError(), Step.say("Here")))
                .onQuestion("Bye", Step.serverError());

        assertEquals("Here", scene.ask(kind, "Hi").whole().text());
        assertEquals("model-unavailable", scene.ask(kind, "Bye").failure());
        assertEquals(6, scene.requests().size());
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheKeyIsRefusedAndDoesNotTryAgain(Kind kind) {
        var good = scene.endpoint(kind);
        var endpoint = new Endpoint(kind, good.baseUrl(), good.model(), StandInProvider.REFUSED_KEY, true);

        assertEquals(
                "model-credential-refused",
                scene.ask(endpoint, Scene.prompt("Hi")).failure());
        assertEquals(1, scene.requests().size());
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheProviderIsSilent(Kind kind) {
        scene.script().onQuestion("Hi", Step.stall(Scene.LONG, Step.say("Too late")));

        assertEquals("model-timeout", scene.ask(kind, "Hi").failure());
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheProviderStoppedInTheMiddle(Kind kind) {
        scene.script().onQuestion("Hi", Step.hang(2, Step.say("One two three")));
        var heard = scene.ask(kind, "Hi");

        assertEquals("model-timeout", heard.failure());
        assertEquals("One two", heard.text());
    }

    @ParameterizedTest
    @EnumSource
    void neverTakesHalfAnAnswerForAWholeOne(Kind kind) {
        scene.script().onQuestion("Hi", Step.cut(2, Step.say("One two three")), Step.say("Again"));
        var heard = scene.ask(kind, "Hi");

        assertEquals("model-interrupted", heard.failure());
        assertEquals("One two", heard.text());
    }

    @ParameterizedTest
    @EnumSource
    void triesAgainWhenNothingWasSaidBeforeTheCut(Kind kind) {
        scene.script()
                .onQuestion("cut", Step.cut(0, Step.say("One")), Step.say("Whole"))
                .onQuestion("error", Step.fault(0, Step.overloaded(), Step.say("One")), Step.say("Whole"));

        assertEquals("Whole", scene.ask(kind, "cut").whole().text());
        assertEquals("Whole", scene.ask(kind, "error").whole().text());
    }

    @ParameterizedTest
    @EnumSource
    void hearsAnErrorInTheMiddleOfTheStream(Kind kind) {
        scene.script().onQuestion("Hi", Step.fault(1, Step.overloaded(), Step.say("One two")), Step.say("Again"));
        var heard = scene.ask(kind, "Hi");

        assertEquals("model-interrupted", heard.failure());
        assertEquals("One", heard.text());
    }

    @ParameterizedTest
    @EnumSource
    void leavesASickEndpointAloneUntilItHasRested(Kind kind) {
        try (var sick = new Scene(0)) {
            // Given
            sick.script().onQuestion("Hi", Script.times(5, Step.serverError(), Step.say("Well")));
            for (int i = 0; i < 5; i++) {
                assertEquals("model-unavailable", sick.ask(kind, "Hi").failure());
            }
            assertEquals("model-unavailable", sick.ask(kind, "Hi").failure());
            assertEquals(5, sick.requests().size());

            // When
            sick.later(Duration.ofSeconds(3));

            // Then
            assertEquals("Well", sick.ask(kind, "Hi").whole().text());
            assertEquals("Well", sick.ask(kind, "Hi").whole().text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsAskingWhenOneKeysLimitIsReached(Kind kind) {
        try (var busy = new Scene(0)) {
            busy.script().onQuestion("Hi", Script.times(6, Step.rateLimited(Duration.ofSeconds(1)), Step.say("Here")));
            for (int i = 0; i < 6; i++) {
                assertEquals("model-busy", busy.ask(kind, "Hi").failure());
            }

            assertEquals("Here", busy.ask(kind, "Hi").whole().text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopsAnAnswerWithoutAnEnd(Kind kind) {
        scene.script().onQuestion("Hi", Step.say("word ".repeat(30_000)));

        var heard = scene.ask(scene.endpoint(kind), Scene.prompt("Hi", 30_000));

        assertEquals("model-failed", heard.failure());
    }

    @ParameterizedTest
    @EnumSource
    void hangsUpWhenNobodyListensAnyMore(Kind kind) {
        scene.script().onQuestion("Hi", Step.trickle(Duration.ofMillis(20), Step.say("word ".repeat(1_000))));
        var heard = scene.ask(kind, "Hi");
        heard.subscriber().awaitNextItems(3, Scene.LONG);

        heard.subscriber().cancel();

        var patience = System.nanoTime() + Scene.LONG.toNanos();
        while (scene.requests().isEmpty() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertTrue(scene.requests().getFirst().completionTokens() < 1_000);
    }
}
