package usher.tool.invocation.record;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Event;
import usher.contracts.event.Metric;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.tool.invocation.effect.CallState;

/** Meters calls: one for each, whatever became of it; the dimension {@code state} lets a plan charge for some alone. */
@ApplicationScoped
class ToolUsage {
    private final Events events;
    private final Outbox outbox;

    ToolUsage(Events events, Outbox outbox) {
        this.events = events;
        this.outbox = outbox;
    }

    /** Within the transaction that stores the outcome. */
    Uni<Void> append(SqlConnection connection, TenantId tenant, Stored call, CallState state) {
        var used = of(tenant, call, state);
        return used == null ? Uni.createFrom().voidItem() : outbox.append(connection, used);
    }

    /** Null for a test, which is free. */
    @Nullable
    Event<UsageRecorded> of(TenantId tenant, Stored call, CallState state) {
        var conversation = call.conversation();
        if (conversation == null) {
            return null;
        }
        var lines = List.of(new UsageLine(Metric.TOOL_CALLS, 1, 0));
        var dimensions = Map.of("tool", call.tool(), "conversation", conversation.toString(), "state", state.text());
        return events.of(tenant, new UsageRecorded(lines, dimensions));
    }
}
