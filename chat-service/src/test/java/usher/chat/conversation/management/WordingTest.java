package usher.chat.conversation.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void titlesAConversationByItsFirstQuestion() {
        assertEquals("Mine", Title.of("Mine", "Where is it?"));
        assertEquals("Where is it?", Title.of(null, "  Where \n is it? "));
        assertEquals("", Title.of(null, null));
        assertEquals(
                "I would like to know whether the blue jacket comes in my…",
                Title.of(null, "I would like to know whether the blue jacket comes in my size, which is 42"));
        assertEquals(61, Title.of(null, "x".repeat(100)).length());
        assertTrue(Title.of(null, "x".repeat(59) + "😀 and more of it").endsWith("x…"));
    }

    @Test
    void searchesForWordsAndTheirBeginnings() {
        assertEquals("('refund':*) & ('1042':*)", SearchWords.query(" refund, 1042! "));
        assertNull(SearchWords.query("?!"));
        assertNull(SearchWords.query(null));
    }

    @Test
    void findsHebrewWordsBehindWhatIsGluedToThem() {
        var query = String.valueOf(SearchWords.query("המשלוח"));

        assertTrue(query.contains("'משלוח':*") && query.contains("'והמשלוח':*"), query);
    }

    @Test
    void letsNobodyWriteAQueryOfTheirOwn() {
        assertEquals("('a':*) & ('b':*) & ('c':*)", SearchWords.query("a' | !b & c\\"));
    }
}
