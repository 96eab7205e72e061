package usher.chat.knowledge.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import usher.chat.model.language.Hebrew;
import usher.chat.model.language.StopWords;
import usher.chat.model.language.Words;

/**
 * What rows and questions share in words. Likeness is the cosine over words and word pairs by inverse frequency; coverage is
 * the part of a question's meaningful words that a row has.
 */
final class Lexicon {
    private final Vocabulary vocabulary;
    private final SparseRows rows;
    private final float[] idf;
    private final int size;

    private Lexicon(Vocabulary vocabulary, SparseRows rows, float[] idf, int size) {
        this.vocabulary = vocabulary;
        this.rows = rows;
        this.idf = idf;
        this.size = size;
    }

    /** Likeness and coverage of each row, 0 to 1. */
    record Match(float[] likeness, float[] coverage) {}

    static Lexicon of(List<Row> rows) {
        var vocabulary = new Vocabulary();
        var counts = new ArrayList<Map<Integer, Integer>>(rows.size());
        for (var row : rows) {
            counts.add(count(row, vocabulary));
        }
        var idf = idf(counts, vocabulary.size());
        return new Lexicon(vocabulary, SparseRows.of(counts, idf), idf, rows.size());
    }

    Match match(String question) {
        var words = Words.of(question);
        return new Match(likeness(words), coverage(words));
    }

    float likeness(int one, int other) {
        return rows.dot(one, other);
    }

    long bytes() {
        return rows.bytes() + 250L * vocabulary.size();
    }

    private float[] likeness(List<String> words) {
        var counts = new HashMap<Integer, Integer>();
        for (var term : terms(words)) {
            int number = vocabulary.find(term);
            if (number >= 0) {
                counts.merge(number, 1, Integer::sum);
            }
        }
        var products = new float[size];
        double squares = 0;
        for (var entry : counts.entrySet()) {
            float weight = (float) (1 + Math.log(entry.getValue())) * idf[entry.getKey()];
            squares += weight * weight;
            rows.add(entry.getKey(), weight, products);
        }
        for (int row = 0; row < size && squares > 0; row++) {
            products[row] /= (float) Math.sqrt(squares);
        }
        return products;
    }

    private float[] coverage(List<String> words) {
        var covered = new float[size];
        float all = 0;
        for (var word : meaningful(words)) {
            var meant = vocabulary.meant(word);
            float weight = weight(word, meant);
            all += weight;
            var best = new float[size];
            meant.forEach(term -> rows.meet(term.term(), term.likeness(), best));
            for (int row = 0; row < size && !meant.isEmpty(); row++) {
                covered[row] += weight * best[row];
            }
        }
        for (int row = 0; row < size && all > 0; row++) {
            covered[row] /= all;
        }
        return covered;
    }

    /** A word that no row has weighs as much as the rarest that one has; a Hebrew one half, as its forms are many. */
    private float weight(String word, List<Vocabulary.Meant> meant) {
        float unknown = (float) Math.log((size + 1) / 0.5) * (Hebrew.isHebrew(word) ? 0.5f : 1);
        return meant.stream().map(term -> idf[term.term()]).min(Float::compare).orElse(unknown);
    }

    private static Set<String> meaningful(List<String> words) {
        var meaningful = new LinkedHashSet<String>();
        words.stream().filter(word -> !StopWords.contains(word)).forEach(meaningful::add);
        return meaningful;
    }

    private static Map<Integer, Integer> count(Row row, Vocabulary vocabulary) {
        var counts = new HashMap<Integer, Integer>();
        var words = Words.of(row.text());
        words.forEach(word -> counts.merge(vocabulary.word(word), 1, Integer::sum));
        if (row.part() == Row.Part.QUESTION) {
            pairs(words).forEach(pair -> counts.merge(vocabulary.number(pair), 1, Integer::sum));
        }
        return counts;
    }

    private static List<String> terms(List<String> words) {
        var terms = new ArrayList<>(words);
        terms.addAll(pairs(words));
        return terms;
    }

    /** Neighbouring words, with the question's beginning and end: <i>how long</i> tells more than both. */
    private static List<String> pairs(List<String> words) {
        var pairs = new ArrayList<String>(words.size() + 1);
        var before = "^";
        for (var word : words) {
            pairs.add(before + ' ' + word);
            before = word;
        }
        pairs.add(before + " $");
        return pairs;
    }

    private static float[] idf(List<Map<Integer, Integer>> counts, int terms) {
        var frequency = new int[terms];
        counts.forEach(row -> row.keySet().forEach(term -> frequency[term]++));
        var idf = new float[terms];
        for (int term = 0; term < terms; term++) {
            idf[term] = (float) Math.log((counts.size() + 1) / (frequency[term] + 0.5));
        }
        return idf;
    }
}
