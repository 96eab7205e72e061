package usher.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Citation;
import usher.chat.model.Prompt;
import usher.contracts.id.KnowledgeId;

class MarkersTest {
    private final Markers markers = new Markers(IntStream.rangeClosed(1, 4)
            .mapToObj(index -> new Prompt.Passage(
                    index, new KnowledgeId(UUID.randomUUID()), 0, "Page " + index, null, "Text", 0.9, null))
            .toList());

    @Test
    void numbersSourcesByTheirAppearance() {
        var shown = stream("Thirty days [4]. Unworn [2], as said [4].");

        assertEquals("Thirty days [1]. Unworn [2], as said [1].", shown);
        assertEquals(List.of(new Citation(1, "Page 4", null), new Citation(2, "Page 2", null)), markers.citations());
    }

    @Test
    void holdsBackWhatMayBecomeAMarker() {
        assertEquals("Thirty days ", markers.renumber("Thirty days ["));
        assertEquals("", markers.renumber("3"));
        assertEquals("[1].", markers.renumber("]."));
    }

    @Test
    void losesNothingThatOnlyLookedLikeAMarker() {
        assertEquals("Sizes [S, M] and [12", stream("Sizes [S, M] and [12"));
    }

    @Test
    void leavesOutNumbersOfNoPassage() {
        assertEquals("Thirty days.", stream("Thirty days[9]."));
        assertEquals("see [9]", new Markers(List.of()).renumber("see [9]"));
    }

    private String stream(String text) {
        return text.chars()
                        .mapToObj(character -> markers.renumber(Character.toString(character)))
                        .collect(Collectors.joining())
                + markers.rest();
    }
}
