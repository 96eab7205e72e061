package usher.chat.assistant;

/** The few sentences the assistant says itself when a model does not find words. */
final class Phrases {
    private Phrases() {}

    static String couldNotFinish(String locale) {
        return locale.startsWith("he")
                ? "לא הצלחתי להשלים את הבדיקה. אפשר לנסות שוב או לבקש לדבר עם נציג."
                : "I could not finish looking this up. Please try again, or ask to talk to a person.";
    }

    static String noAnswer(String locale) {
        return locale.startsWith("he")
                ? "אין לי תשובה לכך כרגע. אפשר לנסח את השאלה אחרת?"
                : "I do not have an answer to that right now. Could you ask it in another way?";
    }
}
