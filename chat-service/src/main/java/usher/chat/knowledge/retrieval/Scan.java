package usher.chat.knowledge.retrieval;

/**
 * One look at all rows: nearness in meaning and in words, and what they say together about how surely a row answers. The
 * weights are calibrated so that {@link Hit#ANSWERS} parts questions that are answered from those that are not asked here
 * (CalibrationTest shows both). Where there is no vector, or the model knows no Hebrew, words alone decide.
 */
record Scan(float[] meaning, Lexicon.Match words, boolean wordsOnly) {

    private boolean byWords(int row) {
        return wordsOnly || meaning[row] == 0;
    }

    /** How like a row is to the question, as the vote of examples takes it. */
    double kernel(int row) {
        return kernel(meaning[row], words.likeness()[row]);
    }

    double kernel(double meaning, double words) {
        return TopicKernel.of(wordsOnly ? 0 : meaning, words);
    }

    /** That a question like the example is answered by the example's answer. */
    double ofQuestion(int row) {
        if (byWords(row)) {
            return ofWords(row);
        }
        return squeeze(0.05 + 0.8 * meaning[row] + 0.2 * words.coverage()[row]);
    }

    /** That a passage of prose answers; it speaks of more than the question, so the cosine is lower. */
    double ofPassage(int row) {
        if (byWords(row)) {
            return ofWords(row);
        }
        return squeeze(0.9 * meaning[row] + 0.35 * words.coverage()[row]);
    }

    private double ofWords(int row) {
        return squeeze(words.coverage()[row] + 0.1 * words.likeness()[row]);
    }

    private static double squeeze(double score) {
        return Math.clamp(score, 0, 1);
    }
}
