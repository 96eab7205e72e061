package usher.billing.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says for how long something that fails is left alone: after so many failures in a row, until one call has worked. */
final class Fuse {
    private final int most;
    private final Duration peace;
    private final InstantSource clock;
    private int failures;
    private Instant openUntil = Instant.MIN;

    Fuse(int most, Duration peace, InstantSource clock) {
        this.most = most;
        this.peace = peace;
        this.clock = clock;
    }

    /** One caller at a time finds out whether it is over: who is let through after the peace holds the others back for as long again. */
    synchronized boolean admits() {
        var now = clock.instant();
        if (now.isBefore(openUntil)) {
            return false;
        }
        if (failures >= most) {
            openUntil = now.plus(peace);
        }
        return true;
    }

    synchronized void worked() {
        failures = 0;
        openUntil = Instant.MIN;
    }

    synchronized void failed() {
        failures = Math.min(most, failures + 1);
        if (failures >= most) {
            openUntil = clock.instant().plus(peace);
        }
    }
}
