package usher.contracts.id;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 12 bits that count within a
 * millisecond so that ids of one process grow, then 62 random bits.
 */
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    public UuidV7(InstantSource clock) {
        this.clock = clock;
    }

    public UUID next() {
        long tick = last.updateAndGet(before -> Math.max(before + 1, clock.millis() << 12));
        long high = (tick >>> 12 << 16) | 0x7000L | (tick & 0xfff);
        long low = (RANDOM.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
