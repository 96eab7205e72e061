package usher.chat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import usher.chat.model.routing.Decision;

class AnsweringTest {
    private final FakeModel usual = new FakeModel();
    private final FakeModel backup = new FakeModel();
    private final Attempts attempts = new Attempts();
    private final Answering both =
            new Answering(List.of(usual.as("openai", "big"), backup.as("ollama", "small")), Decision.CHOSEN);
    private final Prompt prompt = FakeModel.prompt("Hello?");

    /** Nothing is propagated here, and nobody provides what would be. */
    @BeforeAll
    static void withoutContexts() {
        Infrastructure.clearInterceptors();
    }

    @Test
    void asksTheNextModelWhenOneIsDown() {
        usual.fails("model-unavailable");
        backup.says("Here I am.");

        var heard = FakeModel.heard(both.reply(prompt, attempts));

        assertEquals(List.of("Here I am."), heard);
        assertEquals("ollama/small", attempts.speaker(both.first().name()).toString());
        assertEquals("openai/big model-unavailable", failures());
    }

    @Test
    void neverBeginsAnewAfterAWord() {
        usual.fails("model-interrupted", new ModelEvent.Text("Half "));
        backup.says("Whole.");

        var heard = FakeModel.heard(both.reply(prompt, attempts));

        assertEquals(List.of("Half ", "! model-interrupted"), heard);
        assertEquals(0, backup.asked);
    }

    @Test
    void failsWithTheLastOnesReason() {
        usual.fails("model-unavailable");
        backup.fails("model-refused");

        assertEquals(List.of("! model-refused"), FakeModel.heard(both.reply(prompt, attempts)));
        assertEquals(2, attempts.failures().size());
    }

    @Test
    void staysWithWhoSpokeInTheNextRound() {
        usual.fails("model-unavailable");
        backup.says("First round.").says("Second round.");

        FakeModel.heard(both.reply(prompt, attempts));
        FakeModel.heard(both.reply(prompt, attempts));

        assertEquals(1, usual.asked);
        var use = attempts.uses().getFirst();
        assertEquals(TokenUse.of(200, 20), use.tokens());
        assertEquals(2, use.requests());
        assertEquals(200 + 40, use.cost().micros());
    }

    @Test
    void billsWhatAModelThatBrokeOffHadStreamed() {
        usual.fails("model-interrupted", new ModelEvent.Text("x".repeat(400)));

        FakeModel.heard(both.reply(prompt, attempts));

        var tokens = attempts.uses().getFirst().tokens();
        assertEquals(101, tokens.output());
        assertTrue(tokens.input() > 0);
    }

    @Test
    void believesWhatAProviderCountedBeforeItBrokeOff() {
        usual.fails(
                "model-interrupted",
                new ModelEvent.Usage(new TokenUse(7, 3, 0, 0)),
                new ModelEvent.Text("x".repeat(40)));

        FakeModel.heard(both.reply(prompt, attempts));

        assertEquals(new TokenUse(7, 3, 11, 0), attempts.uses().getFirst().tokens());
    }

    @Test
    void takesNothingForAModelThatNeverSpoke() {
        usual.fails("model-unavailable");
        backup.says("Fine.");

        FakeModel.heard(both.reply(prompt, attempts));

        assertEquals(
                List.of("ollama/small"),
                attempts.uses().stream().map(use -> use.name().toString()).toList());
    }

    @Test
    void remembersByWhichIdTheProviderKnowsTheRequest() {
        usual.plays(
                new ModelEvent.Started("req_1", "big-2026-01"),
                new ModelEvent.Text("Hi."),
                new ModelEvent.Usage(TokenUse.of(1, 1)),
                new ModelEvent.End("stop"));

        FakeModel.heard(both.reply(prompt, attempts));

        var use = attempts.uses().getFirst();
        assertEquals(List.of("req_1"), use.requestIds());
        assertEquals("big-2026-01", use.servedModel());
    }

    private String failures() {
        var failed = attempts.failures().getFirst();
        return failed.model() + " " + failed.code();
    }
}
