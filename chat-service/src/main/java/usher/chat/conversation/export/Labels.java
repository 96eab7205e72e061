package usher.chat.conversation.export;

import java.util.Map;

/** The few words of our own on a sheet. */
record Labels(String visitor, String assistant, String began, String goesOn) {
    private static final Labels ENGLISH =
            new Labels("Visitor", "Assistant", "Began", "The conversation goes on; this is its beginning.");
    private static final Map<String, Labels> OTHERS = Map.of(
            "he", new Labels("פונה", "עוזר", "התחילה", "השיחה נמשכת; זו תחילתה."),
            "ar", new Labels("الزائر", "المساعد", "بدأت", "المحادثة مستمرة؛ هذه بدايتها."));

    static Labels in(String language) {
        return OTHERS.getOrDefault(language.split("-", 2)[0], ENGLISH);
    }
}
