package usher.chat.understanding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a model in the classify role may think. */
@ConfigMapping(prefix = "usher.understanding")
interface UnderstandingConfig {
    /** A message that is not classified after this is understood locally. */
    @WithDefault("3s")
    Duration patience();
}
