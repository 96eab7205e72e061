package usher.e2e.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Small counts in every build, the full ones in {@code ./usher soak}, which sets {@code usher.soak}. */
public final class Scale {

    private static final boolean SOAK = Boolean.getBoolean("usher.soak");

    private Scale() {}

    public static boolean soak() {
        return SOAK;
    }

    public static int of(int inTest, int inSoak) {
        return SOAK ? inSoak : inTest;
    }

    /** Lets an outage last: the one place where a test lets time go by, because the time itself is the fault. */
    public static void pass(Duration outage) {
        long end = System.nanoTime() + outage.toNanos();
        for (long left = outage.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
