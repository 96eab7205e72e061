package usher.e2e.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until something that the system does by itself has happened, by asking again and again; gives up with a sentence. */
public final class Eventually {

    private static final Duration STEP = Duration.ofMillis(50);

    private Eventually() {}

    public static void until(String what, Duration limit, BooleanSupplier happened) {
        get(what, limit, () -> happened.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** The first value that is there. */
    public static <T> T get(String what, Duration limit, Supplier<Optional<T>> value) {
        long end = System.nanoTime() + limit.toNanos();
        var found = value.get();
        while (found.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Did not happen within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
            found = value.get();
        }
        return found.get();
    }
}
