package usher.admin;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what will be, looking often and giving up after a while. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Eventually() {}

    public static <T> T see(Supplier<T> look, Predicate<T> enough) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var seen = look.get();
        while (!enough.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Still not so after " + PATIENCE + ": " + seen);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
            seen = look.get();
        }
        return seen;
    }
}
