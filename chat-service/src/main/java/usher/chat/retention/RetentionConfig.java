package usher.chat.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When and how rows are retired. */
@ConfigMapping(prefix = "usher.retention")
interface RetentionConfig {
    /** When the nightly run starts, as a Quartz cron expression in the zone of the server; {@code off} never. */
    @WithDefault("0 30 3 * * ?")
    String cron();

    /** Days that messages are kept when a tenant's plan does not say. */
    @WithDefault("30")
    int days();

    /** Rows deleted in one transaction. */
    @WithDefault("1000")
    int batch();
}
