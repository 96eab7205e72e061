package usher.tool.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long secrets hold. */
@ConfigMapping(prefix = "usher.credential")
interface CredentialConfig {
    /** How long the former secret of a tool still signs beside the new one. */
    @WithDefault("24h")
    Duration overlap();
}
