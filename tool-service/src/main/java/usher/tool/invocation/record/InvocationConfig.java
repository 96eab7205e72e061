package usher.tool.invocation.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls are kept, confirmed and told. The sweeper's rhythm is {@code usher.invocation.sweep}, 30 seconds unless said. */
@ConfigMapping(prefix = "usher.invocation")
public interface InvocationConfig {
    /** How long a call that spends money waits for the visitor's yes. */
    @WithDefault("15m")
    Duration confirmation();

    /** Characters of a result that a model is given, and of arguments and results that the log keeps; the rest is cut. */
    @WithDefault("24000")
    int longest();
}
