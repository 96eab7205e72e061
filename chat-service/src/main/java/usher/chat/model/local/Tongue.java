package usher.chat.model.local;

import usher.chat.model.Prompt;
import usher.chat.model.language.Hebrew;

/** The languages the engine has sentences in. It answers in the visitor's own, by its letters, else in that of the page. */
enum Tongue {
    ENGLISH,
    HEBREW;

    static Tongue of(Prompt prompt) {
        if (Hebrew.dominates(prompt.question())) {
            return HEBREW;
        }
        boolean latin = prompt.question().codePoints().anyMatch(point -> point >= 'A' && point <= 'z');
        return !latin && prompt.locale().startsWith("he") ? HEBREW : ENGLISH;
    }

    String say(String english, String hebrew) {
        return this == HEBREW ? hebrew : english;
    }
}
