package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import usher.chat.mcp.protocol.Client;
import usher.chat.usage.MonthSummary;
import usher.chat.usage.MonthUses;
import usher.contracts.access.Scope;

/** What the tenant has used in its running month. It counts as a request against the tenant's rate, and is no message. */
@ApplicationScoped
class UsageSummary implements Tool {
    private final MonthUses months;
    private final Pace pace;

    UsageSummary(MonthUses months, Pace pace) {
        this.months = months;
        this.pace = pace;
    }

    @Override
    public String name() {
        return "usage_summary";
    }

    @Override
    public Set<String> arguments() {
        return Set.of();
    }

    @Override
    public Scope scope() {
        return Scope.USAGE_READ;
    }

    @Override
    public Uni<ObjectNode> call(Client client, Arguments arguments) {
        return pace.keep(client.tenant(), () -> months.of(client.tenant()))
                .map(summary -> ToolResult.of(words(summary), structured(summary)));
    }

    private static ObjectNode structured(MonthSummary summary) {
        var month = summary.month();
        var use = summary.use();
        var structured = JsonNodeFactory.instance.objectNode();
        structured
                .putObject("period")
                .put("month", month.month().toString())
                .put("from", month.start().toString())
                .put("to", month.end().toString())
                .put("time_zone", month.zone().getId());
        structured
                .put("as_of", summary.until().toString())
                .put("messages", use.messages())
                .put("conversations", use.conversations());
        structured
                .putObject("tokens")
                .put("input", use.input())
                .put("cached", use.cached())
                .put("output", use.output())
                .put("reasoning", use.reasoning());
        structured.put("tool_calls", use.toolCalls()).put("cost_micro_usd", use.costMicros());
        if (summary.plan() != null) {
            structured.put("plan", summary.plan());
        }
        var allowed = structured.putArray("limits");
        summary.limits().forEach(limit -> allowed.add(allowed(limit)));
        return structured;
    }

    private static ObjectNode allowed(MonthSummary.Allowed allowed) {
        var limit = allowed.limit();
        var told = JsonNodeFactory.instance
                .objectNode()
                .put("metric", limit.metric())
                .put("period", limit.period().name().toLowerCase(Locale.ROOT))
                .put("hard", limit.hard());
        if (limit.amount() != null) {
            told.put("amount", limit.amount());
        }
        return allowed.used() == null ? told : told.put("used", allowed.used());
    }

    private static String words(MonthSummary summary) {
        var use = summary.use();
        return "In %s (%s), up to %s: %d messages in %d conversations, %d tokens (%d input, %d cached, %d output, %d reasoning), %d tool calls, %d micro-USD."
                .formatted(
                        summary.month().month(),
                        summary.month().zone(),
                        summary.until(),
                        use.messages(),
                        use.conversations(),
                        use.input() + use.cached() + use.output() + use.reasoning(),
                        use.input(),
                        use.cached(),
                        use.output(),
                        use.reasoning(),
                        use.toolCalls(),
                        use.costMicros());
    }
}
