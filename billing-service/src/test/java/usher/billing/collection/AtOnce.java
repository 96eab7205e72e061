package usher.billing.collection;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** The same act by several at the same time. */
final class AtOnce {
    private AtOnce() {}

    /** What came of it, sorted. */
    static List<Integer> of(int times, Callable<Integer> act) {
        try (var threads = Executors.newFixedThreadPool(times)) {
            return threads.invokeAll(Collections.nCopies(times, act)).stream()
                    .map(done -> {
                        try {
                            return done.get();
                        } catch (InterruptedException | ExecutionException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .sorted()
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
