package usher.chat.assistant;

import java.util.List;

/** The few sentences the assistant says itself: when a model does not find words, and where it must not choose them. */
final class Phrases {
    private Phrases() {}

    static String couldNotFinish(String locale) {
        return locale.startsWith("he")
                ? "לא הצלחתי להשלים את הבדיקה. אפשר לנסות שוב או לבקש לדבר עם נציג."
                : "I could not finish looking this up. Please try again, or ask to talk to a person.";
    }

    /** Names what is about to be done, by the labels of the tools. */
    static String pleaseConfirm(String locale, List<String> acts) {
        var named = String.join(", ", acts);
        return locale.startsWith("he")
                ? "אני צריך את האישור שלך לפני שאמשיך: " + named + "."
                : "I need your confirmation before I go on: " + named + ".";
    }

    /** When the act is done, or will not be, but nothing more may be spent on words. */
    static String decided(String locale, String state) {
        boolean hebrew = locale.startsWith("he");
        return switch (state) {
            case "succeeded" -> hebrew ? "בוצע." : "Done.";
            case "declined" -> hebrew ? "בסדר, לא עשיתי דבר." : "All right, nothing was done.";
            default ->
                hebrew ? "זה לא הצליח. אפשר לבקש לדבר עם נציג." : "That did not work. You can ask to talk to a person.";
        };
    }

    static String noAnswer(String locale) {
        return locale.startsWith("he")
                ? "אין לי תשובה לכך כרגע. אפשר לנסח את השאלה אחרת?"
                : "I do not have an answer to that right now. Could you ask it in another way?";
    }
}
