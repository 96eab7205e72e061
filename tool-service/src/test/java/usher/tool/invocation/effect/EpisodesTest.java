package usher.tool.invocation.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.contracts.id.InvocationId;
import usher.contracts.id.MessageId;

class EpisodesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final MessageId FIRST_TURN = new MessageId(UUID.randomUUID());
    private static final MessageId LATER_TURN = new MessageId(UUID.randomUUID());
    private static final Episode EPISODE = new Episode(new Fingerprint("f"), UUID.randomUUID());

    @ParameterizedTest(name = "{0}, in time {1}, uncertain {2}, told {3}, same turn {4}, target knows keys {5}: {6}")
    @CsvSource({
        // Under way: whoever asks, in whatever turn, waits.
        "RUNNING, true, false, false, true, true, BUSY",
        "RUNNING, true, false, false, false, true, BUSY",
        "RUNNING, true, true, false, false, false, BUSY",
        // Whoever called it is gone: nobody knows what it did.
        "RUNNING, false, false, false, true, true, AGAIN",
        "RUNNING, false, false, false, false, true, AGAIN",
        "RUNNING, false, false, false, true, false, STUCK",
        "RUNNING, false, false, false, false, false, STUCK",
        // Waiting for the visitor: one card in a turn, a new one when the visitor has gone on or let it expire.
        "AWAITING, true, false, false, true, true, PENDING",
        "AWAITING, true, false, false, false, true, BEGIN",
        "AWAITING, false, false, false, true, true, BEGIN",
        "AWAITING, true, true, false, true, true, PENDING",
        "AWAITING, true, true, false, false, true, AGAIN",
        "AWAITING, false, true, false, true, false, STUCK",
        // Done: told again in the same turn, or while it was not heard; wanted once more afterwards.
        "SUCCEEDED, false, false, true, true, true, REPEAT",
        "SUCCEEDED, false, false, false, true, true, REPEAT",
        "SUCCEEDED, false, false, false, false, true, REPEAT",
        "SUCCEEDED, false, false, true, false, true, BEGIN",
        "SUCCEEDED, false, false, true, true, false, REPEAT",
        "SUCCEEDED, false, false, true, false, false, BEGIN",
        // Certainly not done: wanted again at once.
        "FAILED, false, false, false, true, true, BEGIN",
        "FAILED, false, false, false, false, false, BEGIN",
        // Perhaps done: the same key for as long as it takes, and never again without one.
        "FAILED, false, true, false, true, true, AGAIN",
        "FAILED, false, true, true, false, true, AGAIN",
        "FAILED, false, true, false, true, false, STUCK",
        "FAILED, false, true, false, false, false, STUCK",
        // The visitor's no stands for the turn in which it was said.
        "DECLINED, false, false, false, true, true, REPEAT",
        "DECLINED, false, false, false, false, true, BEGIN",
        "DECLINED, false, true, false, false, true, AGAIN",
        "EXPIRED, false, false, false, true, true, BEGIN",
        "EXPIRED, false, true, false, false, true, AGAIN",
        "EXPIRED, false, true, false, false, false, STUCK",
    })
    void decidesWhatBecomesOfACallThatAsksAgain(
            CallState state,
            boolean inTime,
            boolean uncertain,
            boolean told,
            boolean sameTurn,
            boolean knowsKeys,
            Verdict verdict) {
        var effect = new Effect(EPISODE, new InvocationId(EPISODE.id()), FIRST_TURN, told);
        var last = new LastAttempt(state, uncertain, inTime ? NOW.plusSeconds(1) : NOW);

        assertEquals(verdict, Episodes.judge(effect, last, sameTurn ? FIRST_TURN : LATER_TURN, knowsKeys, NOW));
    }
}
