package usher.chat.tool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where tool-service is. */
@ConfigMapping(prefix = "usher.tool")
interface ToolConfig {
    /** Base URL of tool-service, inside the cluster. */
    @WithDefault("http://localhost:8082")
    String url();

    /** A little more than a tool may take there, retries included. */
    @WithDefault("45s")
    Duration timeout();

    /** What a turn waits for live data, of all its sources together. */
    @WithDefault("800ms")
    Duration livePatience();
}
