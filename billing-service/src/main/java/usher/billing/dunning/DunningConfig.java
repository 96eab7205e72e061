package usher.billing.dunning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** When invoices are charged, and what happens to those that cannot be. */
@ConfigMapping(prefix = "usher.billing.dunning")
interface DunningConfig {
    /** Whether the first charge is made when the invoice is issued or when it is due. */
    @WithDefault("issue")
    Moment chargeAt();

    /** After a failed charge the next ones are made so long after the first. */
    @WithDefault("1d,3d,5d,7d")
    List<Duration> retryAfter();

    /** Whether the subscription is paused when all of them have failed. */
    @WithDefault("false")
    boolean pause();

    /** How often the service looks for what is to be told of or charged. */
    @WithDefault("15s")
    String every();

    enum Moment {
        ISSUE,
        DUE
    }
}
