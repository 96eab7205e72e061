package usher.chat.assistant.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import usher.chat.model.Prompt;

class DigestTest {
    @Test
    void remembersNamesNumbersAndWishes() {
        var digest = Digest.parse("")
                .with(List.of(
                        visitor("Hi, my name is Dana Levi."),
                        new Prompt.Line(Prompt.Speaker.ASSISTANT, "Hello Dana, order 9999 is not yours."),
                        visitor("I bought a lamp. Where is my order 1042? My mail is dana@example.com")));

        assertEquals("""
                The visitor is called: Dana Levi
                Numbers and codes named: 1042, dana@example.com
                The visitor said, newest last:
                - Hi, my name is Dana Levi.
                - Where is my order 1042?""", digest.text());
    }

    @Test
    void understandsHebrew() {
        var digest = Digest.parse("").with(List.of(visitor("שלום, קוראים לי דנה. איפה ההזמנה 1042?")));

        assertTrue(digest.names().contains("דנה") && digest.codes().contains("1042"), digest.text());
    }

    @Test
    void growsFromWhatWasWritten() {
        var first = Digest.parse("").with(List.of(visitor("This is Dana. Order 1042 please.")));

        var second =
                Digest.parse(first.text()).with(List.of(visitor("And order A-2077?"), visitor("And order A-2077?")));

        assertEquals(List.of("1042", "A-2077"), List.copyOf(second.codes()));
        assertEquals(List.of("Dana"), List.copyOf(second.names()));
        assertEquals(2, second.wishes().size());
        assertEquals(second.text(), Digest.parse(second.text()).text());
    }

    @Test
    void staysSmallHoweverLongTheTalk() {
        var digest = Digest.parse("");
        for (int at = 100; at < 400; at++) {
            digest = Digest.parse(digest.text())
                    .with(List.of(visitor("What about order " + at + "? " + "word ".repeat(200))));
        }

        assertTrue(digest.text().length() < 2000, digest.text());
        assertTrue(digest.codes().contains("399"), digest.text());
        assertEquals("", Digest.parse("").text());
    }

    private static Prompt.Line visitor(String text) {
        return new Prompt.Line(Prompt.Speaker.VISITOR, text);
    }
}
