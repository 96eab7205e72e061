package usher.tool.operation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers of operations are remembered. */
@ConfigMapping(prefix = "usher.result-cache")
interface ResultCacheConfig {
    /** An answer of more characters is not kept. */
    @WithDefault("32768")
    int longest();

    /** How long a call waits for Redis before it goes on without. */
    @WithDefault("100ms")
    Duration patience();
}
