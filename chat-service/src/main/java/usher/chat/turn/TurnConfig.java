package usher.chat.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replicas notice that a turn's replica has died: a turn is closed within renewal + silence + look, under a minute. */
@ConfigMapping(prefix = "usher.turn")
public interface TurnConfig {
    /** A turn is given up after this. */
    @WithDefault("3m")
    Duration longest();

    /** How often a replica says that its turns live. */
    @WithDefault("10s")
    Duration renewal();

    /** A turn that was not renewed for so long is dead; two renewals and a half. */
    @WithDefault("25s")
    Duration silence();

    /** How often a replica looks for dead turns. */
    @WithDefault("10s")
    Duration look();
}
