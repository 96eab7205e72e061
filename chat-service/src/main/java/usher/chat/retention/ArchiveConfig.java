package usher.chat.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where days go before their rows are deleted: a bucket of anything that speaks S3. */
@ConfigMapping(prefix = "usher.archive")
interface ArchiveConfig {
    /** Without it days are counted and deleted; with it none is deleted that has not been stored. */
    @WithDefault("false")
    boolean enabled();

    /** For example {@code https://s3.eu-central-1.amazonaws.com}; buckets are addressed by path. */
    Optional<String> endpoint();

    @WithDefault("us-east-1")
    String region();

    Optional<String> bucket();

    /** What keys begin with; then come the tenant and the day. */
    @WithDefault("usher/conversations")
    String prefix();

    Optional<String> accessKey();

    Optional<String> secretKey();

    /** Messages in one object. */
    @WithDefault("2000")
    int part();

    @WithDefault("60s")
    Duration timeout();
}
