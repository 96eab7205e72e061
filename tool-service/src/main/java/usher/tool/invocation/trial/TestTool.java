package usher.tool.invocation.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A call that a member makes to see whether a tool works: {@code arguments} as a model would say them, {@code identity} the
 * claims of a made-up visitor, {@code dry_run} to see what would be sent without sending it.
 */
record TestTool(
        @Nullable JsonNode arguments,
        @Nullable ObjectNode identity,
        @Nullable Boolean dryRun) {
    boolean dry() {
        return Boolean.TRUE.equals(dryRun);
    }
}
