package usher.chat.persona;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One version of who answers; version 0 is the one every tenant starts with. */
public record Persona(
        int version,
        String name,
        String instructions,
        @Nullable String tone,
        @Nullable Instant createdAt) {
    static final Persona FIRST = new Persona(
            0,
            "Support assistant",
            "Help the visitor with questions about the business. Be brief and concrete.",
            "friendly and clear",
            null);
}
