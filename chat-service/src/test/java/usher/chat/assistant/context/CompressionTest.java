package usher.chat.assistant.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.chat.model.Prompt;
import usher.chat.model.ToolOutcome;
import usher.contracts.id.CallId;
import usher.contracts.id.KnowledgeId;

class CompressionTest {
    private static final KnowledgeId DOCUMENT = new KnowledgeId(new UUID(0, 1));

    @Test
    void squeezesBlanksAndDropsWhatIsThereTwice() {
        var fitting = Passages.fit(
                List.of(
                        passage(1, "Free   returns.\n\n\n\n30\tdays.", null),
                        passage(2, "free returns. 30 days.", null)),
                1000);

        assertEquals(1, fitting.size());
        assertEquals("Free returns.\n\n30 days.", fitting.getFirst().text());
    }

    @Test
    void shortensThePassageThatDoesNotFitAtTheEndOfASentence() {
        var text = "We ship on weekdays. ".repeat(30).strip();

        var fitting = Passages.fit(
                List.of(passage(1, text, null), passage(2, "Other " + text, null), passage(3, "x" + text, null)), 220);

        assertEquals(List.of(1, 2), fitting.stream().map(Prompt.Passage::index).toList());
        assertEquals(text, fitting.getFirst().text());
        assertTrue(
                fitting.getLast().text().endsWith("We ship on weekdays. […]"),
                fitting.getLast().text());
    }

    @Test
    void shortensALongAnswerToo() {
        var fitting = Passages.fit(List.of(passage(1, "How long?", "Thirty days it is. ".repeat(50))), 60);

        assertEquals("How long?", fitting.getFirst().text());
        assertTrue(String.valueOf(fitting.getFirst().answer()).endsWith("Thirty days it is. […]"));
    }

    @Test
    void cutsBetweenWordsAndNeverInsideACharacter() {
        assertEquals("one two […]", Excerpt.of("one two three four five six", 2));
        var cut = Excerpt.of("😀".repeat(20), 9);
        assertTrue(cut.codePoints().noneMatch(c -> Character.isSurrogate((char) c) && c < 0x10000), cut);
    }

    @Test
    void leavesASmallToolResultAsItIs() throws JsonProcessingException {
        var outcome = outcome("{\"status\":\"shipped\"}");

        assertSame(outcome, ToolResults.fit(outcome, 1000));
    }

    @Test
    void shortensListsAndTextsAndSaysSo() throws JsonProcessingException {
        var list = "{\"orders\":[" + "1,".repeat(99) + "1],\"note\":\"" + "n".repeat(1000) + "\"}";

        var fitted = ToolResults.fit(outcome(list), 1000).result();

        assertEquals(21, fitted.path("orders").size());
        assertEquals("… [80 more left out]", fitted.path("orders").get(20).asText());
        assertTrue(fitted.path("note").asText().endsWith("… [400 characters left out]"));
    }

    @Test
    void cutsAResultThatIsStillTooLong() throws JsonProcessingException {
        var wide = new StringBuilder("{\"a\":1");
        for (int at = 0; at < 500; at++) {
            wide.append(",\"field").append(at).append("\":1");
        }
        var fitted = ToolResults.fit(outcome(wide + "}"), 300).result().asText();

        assertTrue(fitted.endsWith(" characters shown]") && fitted.contains("[shortened: 300 of "), fitted);
    }

    private static ToolOutcome outcome(String json) throws JsonProcessingException {
        return new ToolOutcome(
                new CallId(new UUID(0, 2)), "look_up", true, new ObjectMapper().readTree(json), null, null);
    }

    private static Prompt.Passage passage(int index, String text, @Nullable String answer) {
        return new Prompt.Passage(index, DOCUMENT, index, "Title", null, text, 0.9, answer);
    }
}
