package usher.admin.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often somebody may get the password wrong, and what is kept of a sign-in. */
@ConfigMapping(prefix = "usher.login")
interface SessionConfig {
    /** Failed sign-ins that one address has with one e-mail before it is refused. */
    @WithDefault("10")
    int failures();

    /** From the first failure until the count starts again. */
    @WithDefault("15m")
    Duration window();

    /** How long the record of a sign-in is kept after it began, when it cannot be renewed any more. */
    @WithDefault("90d")
    Duration kept();
}
