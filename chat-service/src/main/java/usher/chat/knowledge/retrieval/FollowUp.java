package usher.chat.knowledge.retrieval;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import usher.chat.model.Prompt;
import usher.chat.model.language.Words;

/**
 * How a question may be meant within its conversation. A short one, or one that says <i>it</i> or <i>there</i>, is looked up as
 * it stands and also together with what the visitor said before.
 */
public final class FollowUp {
    private static final double INDIRECTLY = 0.92;
    private static final int FEW_WORDS = 2;
    private static final Set<String> POINTING = Set.of(
            "it", "its", "that", "this", "those", "these", "they", "them", "there", "one", "ones", "he", "she", "him",
            "her", "same", "other", "others", "else", "also", "too", "then", "instead", "זה", "זאת", "זו", "אותו",
            "אותה", "אותם", "שם", "הוא", "היא", "הם", "גם", "אז");

    private FollowUp() {}

    /** A text to look up, and how much a hit by it is worth. */
    public record Reading(String text, double worth) {
        public Hit discount(Hit hit) {
            return new Hit(hit.source(), hit.chunk(), hit.text(), hit.score() * worth);
        }
    }

    public static List<Reading> readings(String question, List<Prompt.Line> history) {
        var asked = new Reading(question, 1);
        return history.reversed().stream()
                .filter(line -> line.speaker() == Prompt.Speaker.VISITOR)
                .findFirst()
                .filter(before -> leans(question))
                .map(before -> List.of(asked, new Reading(before.text() + "\n" + question, INDIRECTLY)))
                .orElse(List.of(asked));
    }

    /** Each passage once, by its better reading. */
    public static List<Hit> best(List<Hit> hits, int limit) {
        var best = new LinkedHashMap<String, Hit>();
        hits.stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .forEach(hit -> best.putIfAbsent(
                        hit.source().answer() == null
                                ? hit.source().id() + "/" + hit.chunk()
                                : hit.source().topic(),
                        hit));
        return best.values().stream().limit(limit).toList();
    }

    private static boolean leans(String question) {
        return Words.content(question).size() <= FEW_WORDS
                || Words.of(question).stream().anyMatch(POINTING::contains);
    }
}
