package usher.tool.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How tenants' databases are asked. */
@ConfigMapping(prefix = "usher.database")
interface DatabaseConfig {
    /** The ports at which tenants' databases may be; others are for hosts that {@code usher.egress.private-hosts} names with them. */
    @WithDefault("5432,3306")
    List<Integer> ports();

    /** How long making a connection may take. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** How long a statement may run over there, whatever the tool's own timeout. */
    @WithDefault("10s")
    Duration statementTimeout();

    /** Rows of an answer, where the operation does not say fewer. */
    @WithDefault("50")
    int rows();

    /** An answer has at most so many bytes of JSON; further rows are left out. */
    @WithDefault("65536")
    int answerBytes();

    /** What is read from a connection at all; one that sends more is given up. */
    @WithDefault("4194304")
    int wireBytes();

    /** Connections to one database at the same time, on each replica. */
    @WithDefault("8")
    int connections();
}
