package usher.chat.model.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient we are with providers. */
@ConfigMapping(prefix = "usher.model.provider")
public interface ProviderConfig {
    /** To open a connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** From asking until the first token, shown or not. */
    @WithDefault("30s")
    Duration firstToken();

    /** Between any two tokens. */
    @WithDefault("30s")
    Duration betweenTokens();

    /** Requests to one host at once, per replica. */
    @WithDefault("512")
    int connections();

    /** Further tries while nothing of the answer has been passed on. */
    @WithDefault("2")
    int retries();

    /** The middle of the first wait between tries; it doubles each time, up to two seconds. */
    @WithDefault("250ms")
    Duration backoff();

    /** The longest Retry-After that is waited for; with a longer one the request fails at once, so that another model can answer. */
    @WithDefault("5s")
    Duration longestWait();

    /** The largest answer, in bytes on the wire. */
    @WithDefault("16777216")
    long mostBytes();

    /** For a test of an endpoint, as a whole. */
    @WithDefault("10s")
    Duration testTimeout();
}
