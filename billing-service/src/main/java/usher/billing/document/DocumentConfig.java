package usher.billing.document;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "usher.billing.document")
interface DocumentConfig {
    /** Where people reach this installation, such as https://usher.example. Without it, mails have no links. */
    Optional<String> publicUrl();

    /** How long a mail's link to a document holds. */
    @WithDefault("P30D")
    Duration linkHolds();
}
