package usher.chat.model.choice;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** A model for each role that has one; settings are read into it. */
public interface RoleDefaults {
    /** Speaks to visitors; without it, {@code local}. */
    Default answer();

    /** Takes simple questions of tenants that want that; without it, none. */
    Default cheap();

    /** Tells what a message is about; without it, {@code local}. */
    Default classify();

    /** Turns text into vectors; without it, {@code local}. */
    Default embed();

    /** Judges answers; without it, {@code local}. */
    Default judge();

    /** Answers when the model that should is down, for tenants that want that; without it, {@code local}. */
    Default backup();

    /** The challenger is a tenant's own experiment, so the platform has none. */
    default Optional<Default> of(ModelRole role) {
        return switch (role) {
            case ANSWER -> Optional.of(answer());
            case CHEAP -> Optional.of(cheap());
            case CLASSIFY -> Optional.of(classify());
            case EMBED -> Optional.of(embed());
            case JUDGE -> Optional.of(judge());
            case BACKUP -> Optional.of(backup());
            case CHALLENGER -> Optional.empty();
        };
    }

    /** One model. */
    interface Default {
        /** openai, anthropic, gemini, ollama or local; without it, the platform has no model for this role. */
        Optional<String> provider();

        /** As the provider names it; local has no other name. */
        @WithDefault("local")
        String model();

        /** Where it is reached, if not at the provider's own address. */
        Optional<String> baseUrl();

        /** The platform's key. */
        Optional<String> apiKey();

        /** Of sampling, 0 to 2. */
        @WithDefault("0.3")
        double temperature();

        /** Most tokens of an answer. */
        @WithDefault("2048")
        int maxTokens();

        /** Whether it understands tools without being taught by text. */
        @WithDefault("true")
        boolean nativeTools();
    }
}
