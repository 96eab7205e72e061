package usher.chat.usage;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Metric;

/**
 * So much use: conversations that were opened, messages that were answered, tokens of four classes that do not overlap, tools that
 * answers called, and what models cost in micro-dollars.
 */
public record Use(
        long conversations,
        long messages,
        long input,
        long cached,
        long output,
        long reasoning,
        long toolCalls,
        long costMicros) {
    private static final String ALL_TOKENS = "tokens";

    static Use of(Row row) {
        return new Use(
                row.getLong("conversations"),
                row.getLong("messages"),
                row.getLong("tokens_input"),
                row.getLong("tokens_cached"),
                row.getLong("tokens_output"),
                row.getLong("tokens_reasoning"),
                row.getLong("tool_calls"),
                row.getLong("cost_micros"));
    }

    /** Of a metric that a plan limits; null where this does not tell. Calls of tools are metered elsewhere, and more of them. */
    public @Nullable Long of(String metric) {
        return switch (metric) {
            case Metric.CONVERSATIONS -> conversations;
            case Metric.MESSAGES -> messages;
            case Metric.TOKENS_INPUT -> input;
            case Metric.TOKENS_CACHED -> cached;
            case Metric.TOKENS_OUTPUT -> output;
            case Metric.TOKENS_REASONING -> reasoning;
            case ALL_TOKENS -> input + cached + output + reasoning;
            case Metric.COST -> costMicros;
            default -> null;
        };
    }
}
