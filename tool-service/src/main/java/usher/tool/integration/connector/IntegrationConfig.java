package usher.tool.integration.connector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How integrations are tried. */
@ConfigMapping(prefix = "usher.integration")
interface IntegrationConfig {
    /** What testing a connection, or asking what it offers, may take as a whole. */
    @WithDefault("10s")
    Duration testTimeout();
}
