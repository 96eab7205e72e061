package usher.chat.visitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long visitors' tokens hold. */
@ConfigMapping(prefix = "usher.session")
interface SessionConfig {
    /** For somebody unknown: the conversation can be found again on the same device. */
    @WithDefault("720h")
    Duration anonymous();

    /** For a customer whom the tenant's server vouched for. */
    @WithDefault("12h")
    Duration identified();

    /** Sessions a minute that one address opens before it is given puzzles. */
    @WithDefault("20")
    int addressPerMinute();

    /** Sessions a minute that are opened at one tenant before all who come are given puzzles. */
    @WithDefault("1200")
    int tenantPerMinute();
}
