package usher.billing.outcome.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;

@ConfigMapping(prefix = "usher.billing.outcome")
public interface OutcomeConfig {
    /** How often the service looks for conversations to judge. */
    @WithDefault("2s")
    String every();

    /** How often the service looks for signals to forget. */
    @WithDefault("1h")
    String forgetEvery();

    /** Conversations in one transaction. */
    @WithDefault("200")
    int batch();

    /** How long the signals of a silent conversation are kept; its episodes stay. */
    @WithDefault("P400D")
    Period kept();

    /** The most conversations that a preview of other rules judges. */
    @WithDefault("100000")
    int previewed();
}
