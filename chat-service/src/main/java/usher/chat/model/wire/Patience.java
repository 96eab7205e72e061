package usher.chat.model.wire;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How long and how often we try. {@code longestWait} is the longest {@code Retry-After} that is waited for, and
 * {@code mostBytes} the most that an answer may have on the wire.
 */
public record Patience(
        Duration firstToken,
        Duration betweenTokens,
        int retries,
        Duration backoff,
        Duration longestWait,
        long mostBytes) {
    private static final long LONGEST_BACKOFF = 2_000;

    Duration limit(boolean begun) {
        return begun ? betweenTokens : firstToken;
    }

    /**
     * Milliseconds to wait after a failed try, counted from 1; null when there is no use in waiting. A provider's own wish
     * is never undercut; both waits are spread, so that those who failed together do not come back together.
     */
    @Nullable
    Long wait(int tries, Setback setback) {
        if (tries > retries) {
            return null;
        }
        var random = ThreadLocalRandom.current();
        var wished = setback.retryAfter();
        if (wished != null) {
            long wish = wished.toMillis();
            return wish > longestWait.toMillis() ? null : Long.valueOf(wish + random.nextLong(1 + wish / 8));
        }
        long full = Math.min(LONGEST_BACKOFF, backoff.toMillis() << Math.min(tries - 1, 10));
        return full / 2 + random.nextLong(1 + full);
    }
}
