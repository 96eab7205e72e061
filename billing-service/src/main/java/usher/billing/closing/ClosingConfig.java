package usher.billing.closing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "usher.billing.closing")
interface ClosingConfig {
    /** How long after its end a period is closed, so that usage still under way is on its own invoice. */
    @WithDefault("1h")
    Duration settle();

    /** Tenants in one transaction. */
    @WithDefault("500")
    int batch();

    /** How often the service looks for periods that have ended. */
    @WithDefault("5m")
    String every();

    /** How long after its start the service looks for the first time. */
    @WithDefault("20s")
    String delay();
}
