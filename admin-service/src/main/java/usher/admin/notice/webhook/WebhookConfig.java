package usher.admin.notice.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tenants' endpoints are called. */
@ConfigMapping(prefix = "usher.webhook")
interface WebhookConfig {
    /** Endpoints that one tenant may have. */
    @WithDefault("20")
    int most();

    /** What one attempt may take until the endpoint has answered. */
    @WithDefault("15s")
    Duration timeout();

    /** How long the former secret signs beside the new one. */
    @WithDefault("24h")
    Duration overlap();
}
