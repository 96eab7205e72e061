package usher.chat.knowledge.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import usher.chat.model.Prompt;

class FollowUpTest {
    private static final List<Prompt.Line> HISTORY = List.of(
            new Prompt.Line(Prompt.Speaker.VISITOR, "Do you ship to Germany?"),
            new Prompt.Line(Prompt.Speaker.ASSISTANT, "Yes."));

    @Test
    void readsAShortQuestionWithTheOneBefore() {
        var readings = FollowUp.readings("And to Canada?", HISTORY);

        assertEquals(
                List.of("And to Canada?", "Do you ship to Germany?\nAnd to Canada?"),
                readings.stream().map(FollowUp.Reading::text).toList());
    }

    @Test
    void readsAWholeQuestionAlone() {
        assertEquals(
                1,
                FollowUp.readings("Which credit cards does the store accept?", HISTORY)
                        .size());
        assertEquals(
                1,
                FollowUp.readings("How long do I have to return it?", List.of()).size());
    }

    @Test
    void keepsTheBetterOfTwoReadings() {
        var source = Shop.source("Shipping", null);
        var hits = List.of(new Hit(source, 0, "a", 0.4), new Hit(source, 0, "a", 0.6), new Hit(source, 1, "b", 0.5));

        assertEquals(
                List.of(0.6, 0.5),
                FollowUp.best(hits, 6).stream().map(Hit::score).toList());
    }
}
