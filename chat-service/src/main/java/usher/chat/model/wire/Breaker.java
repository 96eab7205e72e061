package usher.chat.model.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Stops asking an endpoint that keeps failing: after five failures in a row it is left alone for two seconds, then one
 * request tries whether it is back. A library's breaker wraps one result; an answer is a stream that may fail late.
 */
public final class Breaker {
    private static final int FAILURES = 5;
    private static final Duration REST = Duration.ofSeconds(2);

    private final InstantSource clock;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    public Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a request may go out now; while resting, one in each rest may. */
    public synchronized boolean lets() {
        var now = clock.instant();
        if (failures < FAILURES) {
            return true;
        }
        if (now.isBefore(closedUntil)) {
            return false;
        }
        closedUntil = now.plus(REST);
        return true;
    }

    public synchronized void worked() {
        failures = 0;
    }

    public synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            closedUntil = clock.instant().plus(REST);
        }
    }
}
