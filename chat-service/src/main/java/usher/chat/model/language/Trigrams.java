package usher.chat.model.language;

import java.util.HashSet;
import java.util.Set;

/** Likeness of two words by the groups of three letters they share, as Postgres' {@code pg_trgm} measures it. */
public final class Trigrams {
    private Trigrams() {}

    public static Set<String> of(String word) {
        var padded = "  " + word + " ";
        var trigrams = new HashSet<String>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            trigrams.add(padded.substring(i, i + 3));
        }
        return trigrams;
    }

    /** From 0, nothing in common, to 1, the same. */
    public static double likeness(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        return (double) shared / (one.size() + other.size() - shared);
    }
}
