package usher.tool.statistic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long calls of tools are kept. */
@ConfigMapping(prefix = "usher.invocation.keep")
interface KeepConfig {
    /** Days, unless a tenant keeps its data for fewer. */
    @WithDefault("90")
    int days();

    /** After this a call is over, whatever became of it: hours are summed up when they have been over for so long. */
    @WithDefault("10m")
    Duration settled();

    /** Calls deleted in one transaction. */
    @WithDefault("2000")
    int batch();
}
