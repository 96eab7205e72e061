package usher.chat.model.local;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import usher.chat.model.Prompt;

/** What the assistant can help with, and the polite no when it cannot. */
final class Offer {
    private static final double RELATED = 0.4;
    private static final int MOST = 3;

    private Offer() {}

    static String help(Prompt prompt, Tongue tongue) {
        var abilities = abilities(prompt);
        var business = prompt.persona().business();
        var ask = tongue.say(
                "You can ask me anything about " + business + ".", "אפשר לשאול אותי כל דבר על " + business + ".");
        return abilities.isEmpty() ? ask : ask + " " + canDo(abilities, tongue);
    }

    /** Nothing known answers: says so, and names what comes nearest. */
    static String refusal(Prompt prompt, Tongue tongue) {
        var no = tongue.say(
                "I don't have an answer to that in what I know about "
                        + prompt.persona().business() + ", and I'd rather not guess.",
                "אין לי תשובה לכך במידע שיש לי על " + prompt.persona().business() + ", ואני מעדיף לא לנחש.");
        var related = prompt.passages().stream()
                .filter(passage -> passage.score() >= RELATED)
                .sorted(Comparator.comparingDouble(Prompt.Passage::score).reversed())
                .map(passage -> "“" + passage.title() + "”")
                .distinct()
                .limit(MOST)
                .toList();
        if (!related.isEmpty()) {
            return no + " "
                    + tongue.say(
                            "The nearest I know about is " + listed(related, tongue) + ".",
                            "הנושאים הקרובים שאני מכיר: " + String.join(", ", related) + ".");
        }
        var abilities = abilities(prompt);
        return abilities.isEmpty()
                ? no + " " + tongue.say("Could you put it another way?", "אפשר לנסח אחרת?")
                : no + " " + canDo(abilities, tongue);
    }

    private static String canDo(List<String> abilities, Tongue tongue) {
        return tongue.say(
                "What I can also do: " + String.join(", ", abilities) + ".",
                "אני יכול גם: " + String.join(", ", abilities) + ".");
    }

    /** Tools by their names, which are verbs: <i>get order status, book appointment</i>. */
    private static List<String> abilities(Prompt prompt) {
        return prompt.tools().stream()
                .map(tool -> tool.name().replaceAll("[_-]", " ").toLowerCase(Locale.ROOT))
                .limit(MOST)
                .toList();
    }

    private static String listed(List<String> items, Tongue tongue) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return Stream.of(String.join(", ", items.subList(0, items.size() - 1)), items.getLast())
                .reduce((before, last) -> before + tongue.say(" or ", " או ") + last)
                .orElse("");
    }
}
