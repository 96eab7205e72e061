package usher.chat.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one replica allows by itself while Redis is away: the generic cell rate algorithm, with a burst of a sixth of the
 * minute. See en.wikipedia.org/wiki/Generic_cell_rate_algorithm.
 */
@ApplicationScoped
public class LocalCap {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int BURST_SHARE = 6;

    private final InstantSource clock;
    private final Cache<String, AtomicLong> arrivals = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    LocalCap(InstantSource clock) {
        this.clock = clock;
    }

    /** How long the next request of this name has to wait; zero means that it may come now and was counted. */
    public Duration take(String name, long perMinute) {
        long interval = MINUTE_MILLIS / Math.max(1, perMinute);
        long burst = interval * Math.max(1, perMinute / BURST_SHARE);
        long now = clock.millis();
        var arrival = arrivals.get(name, key -> new AtomicLong());
        while (true) {
            long due = arrival.get();
            long next = Math.max(due, now) + interval;
            if (next - now > burst) {
                return Duration.ofMillis(next - now - burst);
            }
            if (arrival.compareAndSet(due, next)) {
                return Duration.ZERO;
            }
        }
    }
}
