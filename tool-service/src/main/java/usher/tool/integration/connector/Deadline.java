package usher.tool.integration.connector;

import java.time.Duration;

/** When a call of several requests has to be over, on the scale of {@link System#nanoTime}. */
public record Deadline(long nanos) {
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
    }

    public boolean allows(Duration wait) {
        return System.nanoTime() + wait.toNanos() < nanos;
    }
}
