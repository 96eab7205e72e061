package usher.chat.knowledge.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import usher.chat.model.language.Hebrew;
import usher.chat.model.language.Stem;
import usher.chat.model.language.Trigrams;

/**
 * The words of an index by number, and which of them a visitor's word may mean: itself, another with its stem, the same behind Hebrew prefixes, or,
 * when it is unknown, those it shares most of its letters with.
 */
final class Vocabulary {
    private static final float BEHIND_PREFIX = 0.9f;
    private static final float SAME_ROOT = 0.75f;
    private static final double ALIKE = 0.45;
    private static final int SHORTEST_FUZZY = 4;
    private static final int MOST_FUZZY = 4;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, List<String>> byForm = new HashMap<>();
    private final Map<String, List<String>> byRoot = new HashMap<>();
    private final Map<String, List<String>> byTrigram = new HashMap<>();

    /** A word the query may mean, and how likely from 0 to 1. */
    record Meant(int term, float likeness) {}

    int number(String term) {
        return numbers.computeIfAbsent(term, _ -> numbers.size());
    }

    /** As {@link #number}, and the word can be found by its forms and letters. */
    int word(String word) {
        var known = numbers.get(word);
        if (known != null) {
            return known;
        }
        for (var form : forms(word)) {
            byForm.computeIfAbsent(form, _ -> new ArrayList<>(1)).add(word);
        }
        for (var root : Hebrew.roots(word)) {
            byRoot.computeIfAbsent(root, _ -> new ArrayList<>(1)).add(word);
        }
        for (var trigram : Trigrams.of(word)) {
            byTrigram.computeIfAbsent(trigram, _ -> new ArrayList<>(2)).add(word);
        }
        return number(word);
    }

    int size() {
        return numbers.size();
    }

    int find(String term) {
        return numbers.getOrDefault(term, -1);
    }

    List<Meant> meant(String word) {
        var meant = new HashMap<Integer, Float>();
        for (var form : forms(word)) {
            for (var known : byForm.getOrDefault(form, List.of())) {
                boolean same = Stem.of(known).equals(Stem.of(word));
                meant.merge(number(known), same ? 1 : BEHIND_PREFIX, Math::max);
            }
        }
        for (var root : Hebrew.roots(word)) {
            byRoot.getOrDefault(root, List.of()).forEach(known -> meant.merge(number(known), SAME_ROOT, Math::max));
        }
        if (meant.isEmpty()) {
            alike(word).forEach(like -> meant.merge(like.term(), like.likeness(), Math::max));
        }
        return meant.entrySet().stream()
                .map(entry -> new Meant(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Set<String> forms(String word) {
        var forms = Hebrew.forms(word);
        forms.add(Stem.of(word));
        return forms;
    }

    private List<Meant> alike(String word) {
        if (word.length() < SHORTEST_FUZZY || word.chars().allMatch(Character::isDigit)) {
            return List.of();
        }
        var trigrams = Trigrams.of(word);
        Set<String> candidates = new HashSet<>();
        trigrams.forEach(trigram -> candidates.addAll(byTrigram.getOrDefault(trigram, List.of())));
        return candidates.stream()
                .map(known -> new Meant(number(known), (float) Trigrams.likeness(trigrams, Trigrams.of(known))))
                .filter(like -> like.likeness() >= ALIKE)
                .sorted((one, other) -> one.likeness() == other.likeness()
                        ? Integer.compare(one.term(), other.term())
                        : Float.compare(other.likeness(), one.likeness()))
                .limit(MOST_FUZZY)
                .toList();
    }
}
