package usher.kit.egress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What outgoing calls may reach. */
@ConfigMapping(prefix = "usher.egress")
interface EgressConfig {
    /**
     * What listens on this machine and every tenant may reach all the same, encrypted or not: {@code localhost:8095}, or
     * {@code 127.0.0.1:*} in tests. For a laptop, whose launcher names the demo shop here; never for production.
     */
    Optional<List<String>> localTargets();

    /** The ports that may be called. */
    @WithDefault("443")
    List<Integer> ports();

    /**
     * Hosts of the installation's own network that every tenant may reach all the same, by exact name: {@code n8n.internal} over https
     * at 443, {@code n8n.internal:8443} at another port, {@code http://n8n:5678} without encryption.
     */
    Optional<List<String>> privateHosts();

    /** How long a name server may take. */
    @WithDefault("2s")
    Duration lookupTimeout();

    /** How long the addresses of a name are remembered. They are judged anew for every call. */
    @WithDefault("10s")
    Duration lookupKept();

    /** Names of one tenant that are being looked up at the same time. */
    @WithDefault("8")
    int lookupsAtOnce();
}
