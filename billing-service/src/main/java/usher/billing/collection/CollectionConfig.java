package usher.billing.collection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long payments are waited for. */
@ConfigMapping(prefix = "usher.billing.collection")
interface CollectionConfig {
    /** After this time a payer who did nothing is not waited for any more; money that comes all the same is not lost. */
    @WithDefault("1h")
    Duration waitForPayer();

    /** How long providers know what they were asked for by its key (Stripe: at least 24 hours). Afterwards nothing is asked a second time. */
    @WithDefault("20h")
    Duration keysKnown();

    /** How often the service looks for payments to ask about. */
    @WithDefault("10s")
    String lookUpsEvery();
}
