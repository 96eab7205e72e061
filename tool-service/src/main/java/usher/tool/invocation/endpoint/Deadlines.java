package usher.tool.invocation.endpoint;

import java.time.Duration;
import java.time.Instant;

/** Until when a call that begins now must be over. */
public final class Deadlines {
    /** What storing the outcome may take beyond the tool's own timeout. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Deadlines() {}

    public static Instant of(Endpoint endpoint, Instant now) {
        return now.plus(endpoint.timeout()).plus(GRACE);
    }
}
