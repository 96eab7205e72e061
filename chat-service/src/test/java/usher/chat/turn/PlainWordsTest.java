package usher.chat.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "Yes, please!",
                " CONFIRM ",
                "I confirm.",
                "כן",
                "כן, בבקשה",
                "מאשרת",
                "Oui",
                "Ja bitte",
                "да",
                "نعم",
                "sí"
            })
    void hearsAYes(String message) {
        assertEquals(true, PlainWords.decision(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no", "No thanks.", "Don’t do it!", "cancel", "לא", "לא תודה", "nein", "Нет", "لا", "non merci"})
    void hearsANo(String message) {
        assertEquals(false, PlainWords.decision(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok",
                "sure",
                "maybe",
                "yes, but only half",
                "no problem, go ahead",
                "yes no",
                "no, yes",
                "yesterday",
                "not now",
                "yes yes yes yes yes yes yes yes yes yes yes",
                "?",
                "👍",
                "Is yes enough?",
                "כן אבל",
                "nothing"
            })
    void takesNothingElseForADecision(String message) {
        assertNull(PlainWords.decision(message));
    }
}
