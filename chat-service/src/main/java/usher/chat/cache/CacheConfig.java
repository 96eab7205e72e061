package usher.chat.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Answers that are given again. */
@ConfigMapping(prefix = "usher.cache")
public interface CacheConfig {
    /** How long an answer is given again. */
    @WithDefault("5m")
    Duration life();

    /** How long a turn waits for the cache before it does without. */
    @WithDefault("50ms")
    Duration patience();

    /** What tenants have that chose nothing. */
    @WithDefault("false")
    boolean enabled();

    /** An answer longer than this, in characters, is not kept. */
    @WithDefault("20000")
    int longest();
}
