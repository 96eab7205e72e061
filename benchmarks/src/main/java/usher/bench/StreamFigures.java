package usher.bench;

/**
 * What many streams brought.
 *
 * @param first from sending to the first token
 * @param frames events that arrived in all
 * @param lost events that never arrived, as their numbers tell; a stream without its end counts as one
 */
record StreamFigures(Figures first, long frames, long lost) {
    double framesPerSecond() {
        return frames / (first.elapsedNanos() / 1e9);
    }
}
