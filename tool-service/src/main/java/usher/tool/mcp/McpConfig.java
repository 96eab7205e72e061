package usher.tool.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How servers of the Model Context Protocol are spoken with. */
@ConfigMapping(prefix = "usher.mcp")
interface McpConfig {
    /** How old a server's list of tools may be when one of them is called. */
    @WithDefault("60s")
    Duration checkEvery();

    /** How long testing a connection or listing tools may take. */
    @WithDefault("15s")
    Duration listTimeout();

    /** A page of a server's list with more bytes than this is not read on. */
    @WithDefault("1048576")
    int listBytes();

    /** Tools of one server that are listed at most. */
    @WithDefault("500")
    int tools();
}
