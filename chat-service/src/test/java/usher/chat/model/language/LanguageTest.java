package usher.chat.model.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @Test
    void cutsTextIntoPlainWords() {
        assertEquals(List.of("dont", "cafe", "14", "30", "1042"), Words.of("Don’t — CAFÉ, 14:30 (#1042)!"));
        assertEquals(List.of("שלום", "עולם"), Words.of("שָׁלוֹם, עולם"));
        assertEquals(List.of(), Words.of("…?!"));
    }

    @ParameterizedTest
    @CsvSource({
        "returns,return",
        "returned,return",
        "returning,return",
        "policies,policy",
        "shipped,ship",
        "address,address",
        "boots,boot"
    })
    void bringsFormsOfAWordTogether(String word, String other) {
        assertEquals(Stem.of(other), Stem.of(word));
    }

    @Test
    void takesHebrewPrefixesOff() {
        assertTrue(Hebrew.forms("והמשלוח").contains("משלוח"));
        assertEquals(Set.of("בית"), Hebrew.forms("בית"));
        assertEquals(Set.of("lemon"), Hebrew.forms("lemon"));
    }

    @Test
    void findsTheCommonRootOfHebrewWords() {
        assertTrue(Hebrew.roots("פתוחים").stream().anyMatch(Hebrew.roots("הפתיחה")::contains));
        assertTrue(Hebrew.roots("כלב").stream().anyMatch(Hebrew.roots("כלבים")::contains));
    }

    @Test
    void knowsWordsThatSayNothing() {
        assertTrue(StopWords.contains("the"));
        assertTrue(StopWords.contains("המקום"));
        assertFalse(StopWords.contains("return"));
    }

    @Test
    void measuresLikenessAsPostgresDoes() {
        assertEquals(1, Trigrams.likeness(Trigrams.of("word"), Trigrams.of("word")));
        assertEquals(4.0 / 7, Trigrams.likeness(Trigrams.of("word"), Trigrams.of("words")), 1e-9);
        assertEquals(0, Trigrams.likeness(Trigrams.of("abc"), Trigrams.of("xyz")));
    }

    @Test
    void cutsProseAtItsEndsAndKeepsListItemsWhole() {
        var text = """
                It costs €5, e.g. in Norway. The rest is free!
                Ask us.

                - Monday: 10:00 to 18:00. Not on holidays.
                - Sunday: closed
                """;

        assertEquals(
                List.of(
                        "It costs €5, e.g. in Norway.",
                        "The rest is free!",
                        "Ask us.",
                        "Monday: 10:00 to 18:00. Not on holidays.",
                        "Sunday: closed"),
                Sentences.of(text));
    }
}
