package usher.chat.knowledge.retrieval;

import java.util.Map;
import usher.chat.model.embedding.Vectors;

/** How like two questions are for the vote: nearness of meaning, {@code exp(4·(cosine − 1))}, and words in common. */
final class TopicKernel {
    /** Examples that vote; with twice as many the figures stay the same and the time is four times as long. */
    static final int EXAMPLES = 128;

    private static final double STEEPNESS = 4;
    private static final double WORDS = 0.5;

    private final float[] vectors;
    private final int dimensions;
    private final Lexicon lexicon;
    private final Scan scan;

    TopicKernel(float[] vectors, int dimensions, Lexicon lexicon, Scan scan) {
        this.vectors = vectors;
        this.dimensions = dimensions;
        this.lexicon = lexicon;
        this.scan = scan;
    }

    Map<Integer, Double> vote(int[] examples, int[] topics) {
        int n = examples.length;
        var likeness = new double[n][n];
        var toQuestion = new double[n];
        var own = new int[n];
        for (int i = 0; i < n; i++) {
            own[i] = topics[examples[i]];
            toQuestion[i] = scan.kernel(examples[i]);
            for (int j = 0; j <= i; j++) {
                likeness[i][j] = between(examples[i], examples[j]);
            }
        }
        return new TopicVote(likeness, toQuestion).count(own);
    }

    static double of(double cosine, double words) {
        return Math.exp(STEEPNESS * (cosine - 1)) + WORDS * words;
    }

    private double between(int one, int other) {
        float cosine = Vectors.dot(vectors, one * dimensions, vectors, other * dimensions, dimensions);
        return scan.kernel(cosine, lexicon.likeness(one, other));
    }
}
