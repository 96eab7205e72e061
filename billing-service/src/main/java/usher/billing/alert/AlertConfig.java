package usher.billing.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "usher.billing.alert")
interface AlertConfig {
    /** How often what was touched is looked at. */
    @WithDefault("1s")
    String every();

    /** How often all tenants are, whether or not this process knows of anything: a replica that died took its knowledge along. */
    @WithDefault("1h")
    Duration fullEvery();

    /** Tenants in one transaction. */
    @WithDefault("500")
    int batch();

    /** Thresholds that a tenant may have of its own. */
    @WithDefault("100")
    int most();
}
