package usher.chat.guard;

/** What a visitor reads while the assistant is paused. */
public final class PausedWords {
    private PausedWords() {}

    public static String in(String locale) {
        return locale.startsWith("he")
                ? "העוזר אינו עונה כרגע. ההודעה שלך נשמרה ונציג יקרא אותה."
                : "The assistant is not answering right now. Your message was kept and a person will read it.";
    }
}
