package usher.local.infra;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, but neither forever nor for something that has died. */
public final class Patience {

    private static final long STEP_MILLIS = 20;

    private Patience() {}

    /** Answers whether it became true in time, while {@code running} was alive. */
    public static boolean until(Duration limit, Running running, BooleanSupplier done) {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (!running.alive() || System.nanoTime() > end || !pause()) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause() {
        try {
            Thread.sleep(STEP_MILLIS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
