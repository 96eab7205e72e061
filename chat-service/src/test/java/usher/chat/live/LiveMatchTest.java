package usher.chat.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.contracts.event.LiveSource;
import usher.contracts.id.OperationId;

class LiveMatchTest {
    @ParameterizedTest
    @CsvSource({
        "return,How do I RETURN it?,true",
        "return,Are returns free?,true",
        "opening hours,What are your opening hours?,true",
        "opening hours,When do hours of opening begin?,false",
        "שעות,מה שעות הפתיחה?,true",
        "open,I opened a ticket,true",
        "pen,Are you open?,false",
        "...,Anything?,false"
    })
    void isAboutItsWords(String word, String question, boolean about) {
        assertEquals(
                about,
                !match(source(List.of(word), List.of(), false), question, Map.of())
                        .isEmpty());
    }

    @Test
    void withoutWordsIsAboutEverythingAndThreeAreEnough() {
        var always = source(List.of(), List.of(), false);

        assertEquals(
                3,
                LiveMatch.of(Collections.nCopies(5, always), "Hi", "Kari", Map.of())
                        .size());
    }

    @Test
    void asksOnlyForPersonasAndSignedVisitorsItIsFor() {
        assertTrue(
                match(source(List.of(), List.of("Ola"), false), "Hi", Map.of()).isEmpty());
        assertFalse(match(source(List.of(), List.of("Ola", "kari"), false), "Hi", Map.of())
                .isEmpty());
        assertTrue(match(source(List.of(), List.of(), true), "Hi", Map.of()).isEmpty());
        assertFalse(match(source(List.of(), List.of(), true), "Hi", Map.of("sub", "1"))
                .isEmpty());
    }

    private static List<LiveSource> match(LiveSource source, String question, Map<String, Object> identity) {
        return LiveMatch.of(List.of(source), question, "Kari", identity);
    }

    private static LiveSource source(List<String> words, List<String> personas, boolean signed) {
        return new LiveSource(new OperationId(UUID.randomUUID()), "Hours", null, words, personas, signed);
    }
}
