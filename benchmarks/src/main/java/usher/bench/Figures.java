package usher.bench;

import java.util.Arrays;

/**
 * What one run of requests took.
 *
 * @param nanos the latencies, sorted
 * @param elapsedNanos from the first request's start to the last one's end
 */
record Figures(long[] nanos, long elapsedNanos, long failures) {

    Figures {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    int count() {
        return nanos.length;
    }

    /** Milliseconds at a quantile between 0 and 1. */
    double millis(double quantile) {
        return nanos.length == 0
                ? Double.NaN
                : nanos[(int) Math.min(nanos.length - 1L, (long) (quantile * nanos.length))] / 1e6;
    }

    double p50() {
        return millis(0.5);
    }

    double perSecond() {
        return nanos.length / (elapsedNanos / 1e9);
    }
}
