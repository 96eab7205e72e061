package usher.chat.persona;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of who answers; version 0 is the one every tenant starts with. {@code tools} are the names of those it may use,
 * null for all that the tenant has.
 */
public record Persona(
        int version,
        String name,
        String instructions,
        @Nullable String tone,
        @Nullable List<String> tools,
        @Nullable Instant createdAt) {
    static final Persona FIRST = new Persona(
            0,
            "Support assistant",
            "Help the visitor with questions about the business. Be brief and concrete.",
            "friendly and clear",
            null,
            null);

    public Persona {
        tools = tools == null ? null : List.copyOf(tools);
    }

    public boolean mayUse(String tool) {
        return tools == null || tools.contains(tool);
    }
}
