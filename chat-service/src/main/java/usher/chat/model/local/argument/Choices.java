package usher.chat.model.local.argument;

import java.util.List;
import java.util.Optional;
import usher.chat.model.language.Stem;
import usher.chat.model.language.Trigrams;
import usher.chat.model.language.Words;

/** Which of a few options a text names: all its words, else the only one that shares a word, else one that looks like it. */
final class Choices {
    private static final double ALIKE = 0.5;

    private Choices() {}

    static Optional<String> find(List<String> options, String text) {
        var said = stems(text);
        return options.stream()
                .filter(option -> said.containsAll(stems(option)))
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .or(() -> only(options.stream()
                        .filter(option -> stems(option).stream().anyMatch(said::contains))
                        .toList()))
                .or(() -> only(options.stream()
                        .filter(option -> stems(option).stream().anyMatch(word -> isLike(word, said)))
                        .toList()));
    }

    private static boolean isLike(String word, List<String> said) {
        return word.length() > 3
                && said.stream().anyMatch(other -> Trigrams.likeness(Trigrams.of(word), Trigrams.of(other)) >= ALIKE);
    }

    private static Optional<String> only(List<String> options) {
        return options.size() == 1 ? Optional.of(options.getFirst()) : Optional.empty();
    }

    private static List<String> stems(String text) {
        return Words.of(text.replace('_', ' ')).stream().map(Stem::of).toList();
    }
}
