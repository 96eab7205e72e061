package usher.tool.mcp;

import java.time.Duration;

/** When several requests in a row have to be over, on the scale of {@link System#nanoTime}. */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
    }
}
