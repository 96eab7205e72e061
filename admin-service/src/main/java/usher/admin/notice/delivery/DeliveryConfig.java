package usher.admin.notice.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When notices are sent and how long it is known. */
@ConfigMapping(prefix = "usher.notice")
interface DeliveryConfig {
    /** Webhooks, and mails, that one replica has under way at the same time. */
    @WithDefault("32")
    int webhooks();

    @WithDefault("4")
    int mails();

    /** Webhooks under way to one endpoint, and mails of one tenant, on all replicas together. */
    @WithDefault("4")
    int atOnce();

    /** After this somebody else may try what was claimed: more than an attempt may take. */
    @WithDefault("2m")
    Duration claim();

    /** Failures in a row until an endpoint is left alone, and for how long. */
    @WithDefault("5")
    int failuresToRest();

    @WithDefault("30s")
    Duration rest();

    /** An endpoint that has failed for so long is disabled. */
    @WithDefault("5d")
    Duration giveUp();

    /** A pause after which failures count from the start: who is seldom called has not failed all the time. */
    @WithDefault("24h")
    Duration lull();

    /** How long notices, and attempts to deliver them, are kept. Their keys stay. */
    @WithDefault("90d")
    Duration kept();
}
