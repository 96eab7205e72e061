package usher.chat.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a turn may hold a conversation, and where a tenant raises its limits. */
@ConfigMapping(prefix = "usher.limit")
public interface LimitConfig {
    /** The lease of a running turn; renewed at a third of it while the turn runs. */
    @WithDefault("30s")
    Duration lease();

    /** Where a refusal by the plan sends people. */
    @WithDefault("/admin/billing")
    String upgradeUrl();
}
