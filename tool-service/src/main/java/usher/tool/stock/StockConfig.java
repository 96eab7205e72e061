package usher.tool.stock;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the stock of articles is watched. */
@ConfigMapping(prefix = "usher.stock")
interface StockConfig {
    /** Watches that one tenant may have. */
    @WithDefault("100")
    int most();

    /** Checks that one replica makes at the same time. */
    @WithDefault("8")
    int lanes();

    /** Watches that are claimed together; who claims them checks one after the other. */
    @WithDefault("4")
    int batch();

    /** What one check may take, all attempts included. */
    @WithDefault("15s")
    Duration timeout();

    /** After this somebody else may check what was claimed: more than a whole batch may take. */
    @WithDefault("3m")
    Duration claim();

    /** The longest wait after failures, unless a watch is looked at less often anyway. */
    @WithDefault("6h")
    Duration longestWait();
}
