package usher.chat.knowledge.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows of weighted terms: by row, to compare two of them, and by term, to find the rows that have one. */
final class SparseRows {
    private final int[] rowStarts;
    private final int[] terms;
    private final float[] weights;
    private final int[] termStarts;
    private final int[] rows;
    private final float[] rowWeights;

    private SparseRows(int[] rowStarts, int[] terms, float[] weights, int vocabulary) {
        this.rowStarts = rowStarts;
        this.terms = terms;
        this.weights = weights;
        this.termStarts = new int[vocabulary + 1];
        this.rows = new int[terms.length];
        this.rowWeights = new float[terms.length];
        transpose(vocabulary);
    }

    /** Each row as counts by term id; a term weighs {@code (1 + ln count) · idf}, a row has length 1. */
    static SparseRows of(List<Map<Integer, Integer>> counts, float[] idf) {
        int size = counts.stream().mapToInt(Map::size).sum();
        var starts = new int[counts.size() + 1];
        var terms = new int[size];
        var weights = new float[size];
        int at = 0;
        for (int row = 0; row < counts.size(); row++) {
            var entries = new ArrayList<>(counts.get(row).entrySet());
            entries.sort(Map.Entry.comparingByKey());
            double squares = 0;
            for (var entry : entries) {
                terms[at] = entry.getKey();
                weights[at] = (float) (1 + Math.log(entry.getValue())) * idf[entry.getKey()];
                squares += weights[at] * weights[at];
                at++;
            }
            scale(weights, starts[row], at, squares);
            starts[row + 1] = at;
        }
        return new SparseRows(starts, terms, weights, idf.length);
    }

    /** The cosine of two rows. */
    float dot(int one, int other) {
        int i = rowStarts[one];
        int j = rowStarts[other];
        float sum = 0;
        while (i < rowStarts[one + 1] && j < rowStarts[other + 1]) {
            int order = Integer.compare(terms[i], terms[j]);
            if (order == 0) {
                sum += weights[i] * weights[j];
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return sum;
    }

    /** Adds a weighted term of a query to the products with all rows. */
    void add(int term, float weight, float[] products) {
        for (int i = termStarts[term]; i < termStarts[term + 1]; i++) {
            products[rows[i]] += weight * rowWeights[i];
        }
    }

    /** Notes for each row that has the term how well it meets a word of the query. */
    void meet(int term, float likeness, float[] best) {
        for (int i = termStarts[term]; i < termStarts[term + 1]; i++) {
            best[rows[i]] = Math.max(best[rows[i]], likeness);
        }
    }

    long bytes() {
        return 4L * (rowStarts.length + termStarts.length + 4L * terms.length);
    }

    private void transpose(int vocabulary) {
        for (int term : terms) {
            termStarts[term + 1]++;
        }
        for (int term = 0; term < vocabulary; term++) {
            termStarts[term + 1] += termStarts[term];
        }
        var next = Arrays.copyOf(termStarts, vocabulary);
        for (int row = 0; row + 1 < rowStarts.length; row++) {
            for (int i = rowStarts[row]; i < rowStarts[row + 1]; i++) {
                int place = next[terms[i]]++;
                rows[place] = row;
                rowWeights[place] = weights[i];
            }
        }
    }

    private static void scale(float[] weights, int from, int to, double squares) {
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = from; i < to; i++) {
            weights[i] /= length;
        }
    }
}
