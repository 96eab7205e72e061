package usher.chat.understanding;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a message wants, by phrases people use. The first kind that has a phrase in it wins, in the order of {@code intents.txt}:
 * who asks for a person wants one whatever else is said, and a greeting counts only when nothing else is.
 */
final class Intents {
    private static final Map<String, List<List<String>>> FILE = WordFile.read("intents.txt");
    private static final Set<String> ALONE = Set.of("greeting", "thanks");
    private static final int FEW = 6;
    private static final double COMPLAINING = -0.55;

    private Intents() {}

    static Intent of(Said said, String text, Emotion emotion, double score) {
        boolean asks = text.indexOf('?') >= 0 || text.indexOf('؟') >= 0 || has(said, "question");
        for (var section : FILE.keySet()) {
            if (section.equals("question") || !has(said, section)) {
                continue;
            }
            if (!ALONE.contains(section) || (!asks && said.words().size() <= FEW * 2)) {
                return Intent.valueOf(section.toUpperCase(Locale.ROOT));
            }
        }
        if (score <= COMPLAINING && !asks && emotion != Emotion.FEAR && emotion != Emotion.SADNESS) {
            return Intent.COMPLAINT;
        }
        return asks ? Intent.QUESTION : Intent.OTHER;
    }

    private static boolean has(Said said, String section) {
        return FILE.getOrDefault(section, List.of()).stream().anyMatch(said::has);
    }
}
