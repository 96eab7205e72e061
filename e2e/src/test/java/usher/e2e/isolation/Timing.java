package usher.e2e.isolation;

import java.util.Arrays;

/**
 * How long two calls take, as the medians of some tens of each in turn. They are alike when neither takes twice as long
 * as the other, or when a machine that does other things as well could not tell them apart.
 */
record Timing(long foreignMicros, long nowhereMicros) {

    private static final int CALLS = 30;
    private static final int FACTOR = 2;
    private static final long NOISE_MICROS = 3_000;

    static Timing of(Runnable foreign, Runnable nowhere) {
        var first = new long[CALLS];
        var second = new long[CALLS];
        foreign.run();
        nowhere.run();
        for (int i = 0; i < CALLS; i++) {
            first[i] = micros(foreign);
            second[i] = micros(nowhere);
        }
        return new Timing(median(first), median(second));
    }

    boolean alike() {
        long shorter = Math.min(foreignMicros, nowhereMicros);
        long longer = Math.max(foreignMicros, nowhereMicros);
        return longer <= FACTOR * shorter || longer - shorter <= NOISE_MICROS;
    }

    private static long micros(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1_000;
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
