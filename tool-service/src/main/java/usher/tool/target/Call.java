package usher.tool.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

/**
 * One call of a tool, ready to be made: {@code arguments} are checked and hold the visitor's identity where the tool asks
 * for it; {@code context} says for whom (see "Calls to n8n and other tool endpoints" in the API documentation); {@code key}
 * is the same for every attempt at the same effect, and whoever gets it can tell a repetition by it. {@code timeout} covers
 * all attempts. {@code repeatable} says that the target may get it twice, because it only reads or knows keys.
 */
public record Call(
        TenantId tenant,
        ToolId tool,
        String name,
        CallId id,
        String key,
        ObjectNode arguments,
        ObjectNode context,
        Duration timeout,
        boolean repeatable) {
    /** Of a target that may get it twice. */
    public Call(
            TenantId tenant,
            ToolId tool,
            String name,
            CallId id,
            String key,
            ObjectNode arguments,
            ObjectNode context,
            Duration timeout) {
        this(tenant, tool, name, id, key, arguments, context, timeout, true);
    }
}
