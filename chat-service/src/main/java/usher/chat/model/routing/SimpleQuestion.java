package usher.chat.model.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import usher.chat.model.language.Words;

/**
 * Whether a cheaper model will do: all of the rules must hold. They look at the question alone, so they cost nothing and are the
 * same for everybody.
 */
final class SimpleQuestion {
    private static final Pattern SOMETHING_TO_LOOK_UP = Pattern.compile("[0-9]|@|https?:");
    private static final Pattern MORE_THAN_ONE = Pattern.compile("\\n|[?？؟][^?？؟]*[?？؟]");
    /** Courtesies need no context, in whichever turn they come. */
    private static final Set<String> COURTESIES = Set.of(
            "hi",
            "hello",
            "hey",
            "thanks",
            "thank you",
            "thx",
            "ok",
            "okay",
            "great",
            "bye",
            "goodbye",
            "שלום",
            "היי",
            "תודה",
            "תודה רבה",
            "ביי");

    private static final List<Predicate<Situation>> RULES = List.of(
            situation -> !SOMETHING_TO_LOOK_UP.matcher(situation.question()).find(),
            situation -> !MORE_THAN_ONE.matcher(situation.question()).find(),
            situation -> situation.earlier() == 0 || isCourtesy(situation.question()),
            situation -> !meansATool(situation));

    private SimpleQuestion() {}

    static boolean is(Situation situation, int longest) {
        return situation.question().strip().length() <= longest
                && RULES.stream().allMatch(rule -> rule.test(situation));
    }

    private static boolean isCourtesy(String question) {
        return COURTESIES.contains(String.join(" ", Words.of(question)));
    }

    /** A question that shares a word with a tool's name may need the tool, and so the better model. */
    private static boolean meansATool(Situation situation) {
        var words = new HashSet<>(Words.content(situation.question()));
        return situation.tools().stream()
                .flatMap(tool -> Words.content(tool.name().replace('_', ' ')).stream())
                .anyMatch(words::contains);
    }
}
