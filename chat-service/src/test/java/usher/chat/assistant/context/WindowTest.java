package usher.chat.assistant.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import usher.chat.model.Prompt;
import usher.chat.model.TokenEstimate;

class WindowTest {
    @Test
    void keepsTheNewestMessages() {
        var window = Window.newest(talk(30), 20, 10_000);

        assertEquals(20, window.lines().size());
        assertEquals("Message 29", window.lines().getLast().text());
        assertEquals("Message 10", window.lines().getFirst().text());
        assertEquals(10, window.dropped().size());
    }

    @Test
    void keepsAsManyAsTheTokensAllow() {
        var window = Window.newest(talk(30), 20, 10);

        assertEquals(List.of("Message 27", "Message 28", "Message 29"), texts(window.lines()));
        assertEquals(27, window.dropped().size());
    }

    @Test
    void keepsEverythingOfAShortConversation() {
        var window = Window.newest(talk(3), 20, 1000);

        assertEquals(3, window.lines().size());
        assertTrue(window.dropped().isEmpty());
    }

    @Test
    void shortensALastMessageThatIsTooLongByItself() {
        var tooLong = new Prompt.Line(
                Prompt.Speaker.VISITOR, "This is a sentence. ".repeat(100).strip());

        var window = Window.newest(List.of(talk(1).getFirst(), tooLong), 20, 50);

        var kept = window.lines().getFirst().text();
        assertTrue(kept.endsWith("This is a sentence. […]"), kept);
        assertTrue(TokenEstimate.of(kept) <= 52, kept);
        assertEquals(1, window.dropped().size());
    }

    @Test
    void neverTakesMoreThanItMay() {
        for (int tokens = 1; tokens < 60; tokens++) {
            var window = Window.newest(talk(12), 5, tokens);

            assertTrue(window.lines().size() <= 5);
            assertEquals(12, window.lines().size() + window.dropped().size());
        }
    }

    @Test
    void countsOtherAlphabetsDearer() {
        assertEquals(2, TokenEstimate.of("Message"));
        assertEquals(3, TokenEstimate.of("הודעה"));
        assertEquals(3, TokenEstimate.of("你好吗"));
        assertEquals(0, TokenEstimate.of(""));
    }

    private static List<Prompt.Line> talk(int messages) {
        return IntStream.range(0, messages)
                .mapToObj(at -> new Prompt.Line(
                        at % 2 == 0 ? Prompt.Speaker.VISITOR : Prompt.Speaker.ASSISTANT, "Message " + at))
                .toList();
    }

    private static List<String> texts(List<Prompt.Line> lines) {
        return lines.stream().map(Prompt.Line::text).toList();
    }
}
