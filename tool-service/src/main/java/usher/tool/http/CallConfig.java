package usher.tool.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How other people's systems are called. */
@ConfigMapping(prefix = "usher.call")
interface CallConfig {
    /** Attempts of one call in all, the first included; all of them share one timeout. */
    @WithDefault("3")
    int attempts();

    /** The wait before the second attempt; each further one waits twice as long, and a random part less. */
    @WithDefault("200ms")
    Duration backOff();

    /** An answer with more bytes than this is not read on, nor unpacked; a call may set its own limit. */
    @WithDefault("65536")
    int answerBytes();

    /** The bytes of an answer's headers. */
    @WithDefault("16384")
    int headerBytes();

    /** Calls that fail in a row until a target is left alone. */
    @WithDefault("5")
    int failuresToOpen();

    /** How long a failing target is left alone before one call tries it again. */
    @WithDefault("30s")
    Duration openFor();

    /** Connections kept to one target, and so the calls to it at the same time. */
    @WithDefault("64")
    int connections();

    /** How long a connection is kept while nobody uses it. */
    @WithDefault("30s")
    Duration idle();

    /** Calls of one tenant at the same time; fewer than connections, so that a shared target is nobody's alone. */
    @WithDefault("32")
    int atOnce();
}
