package usher.tool.mcp.authorization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How members authorise integrations at servers that want it. */
@ConfigMapping(prefix = "usher.mcp.authorization")
interface AuthorizationConfig {
    /** Where browsers reach this installation; without it nothing can be authorised. */
    Optional<String> publicUrl();

    /** Whether authorization servers can read this installation's description at its public URL, which is then its client id. */
    @WithDefault("true")
    boolean clientDocument();

    /** How long a member may take over there. */
    @WithDefault("10m")
    Duration attemptLife();

    /** What finding the servers, registering, or exchanging a code may take as a whole. */
    @WithDefault("15s")
    Duration timeout();

    /** What renewing a token may take; others wait that long for it. */
    @WithDefault("10s")
    Duration refreshTimeout();

    /** How long before its end a token is renewed. */
    @WithDefault("30s")
    Duration margin();
}
