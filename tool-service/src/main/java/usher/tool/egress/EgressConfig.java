package usher.tool.egress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What outgoing calls may reach. */
@ConfigMapping(prefix = "usher.egress")
interface EgressConfig {
    /** Lets tools reach private addresses, and loopback over plain http: for a laptop and for tests, never for production. */
    @WithDefault("false")
    boolean allowPrivate();
}
