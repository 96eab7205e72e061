package usher.chat.assistant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Prompt;
import usher.chat.persona.Persona;
import usher.contracts.event.ToolDefinition;

/**
 * What a tenant's server asks for beside the question. {@code tools} replace the tenant's and are run by the caller, who
 * comes back with their {@code rounds}; {@code persona} names a version other than the newest.
 */
public record Terms(
        @Nullable Persona persona,
        String instructions,
        @Nullable List<ToolDefinition> tools,
        List<Prompt.Round> rounds,
        @Nullable Integer maxTokens,
        @Nullable Double temperature) {
    public static final Terms NONE = new Terms(null, "", null, List.of(), null, null);

    public Terms {
        tools = tools == null ? null : List.copyOf(tools);
        rounds = List.copyOf(rounds);
    }

    boolean callerRunsTools() {
        return tools != null;
    }

    boolean areOrdinary() {
        return instructions.isEmpty() && tools == null && rounds.isEmpty() && maxTokens == null && temperature == null;
    }

    Prompt.Limits within(Prompt.Limits limits) {
        return new Prompt.Limits(
                maxTokens == null ? limits.maxTokens() : Math.min(maxTokens, limits.maxTokens()),
                temperature == null ? limits.temperature() : temperature);
    }

    String added(String own) {
        return instructions.isEmpty() ? own : own + "\n\n" + instructions;
    }
}
