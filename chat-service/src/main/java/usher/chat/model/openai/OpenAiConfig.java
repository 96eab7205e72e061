package usher.chat.model.openai;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient we are with providers. */
@ConfigMapping(prefix = "usher.model.openai")
public interface OpenAiConfig {
    /** To open a connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** Until the first byte of the answer, and between any two. */
    @WithDefault("30s")
    Duration idleTimeout();

    /** Requests to one endpoint at once, per replica. */
    @WithDefault("512")
    int connections();

    /** Further tries when nothing of the answer has arrived yet. */
    @WithDefault("2")
    int retries();
}
