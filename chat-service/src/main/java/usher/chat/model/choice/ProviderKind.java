package usher.chat.model.choice;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of providers, and where each is reached unless the platform says otherwise. */
final class ProviderKind {
    static final String LOCAL = "local";
    static final String PATTERN = "local|openai|anthropic|gemini|ollama";
    private static final Map<String, String> URLS = Map.of(
            "openai", "https://api.openai.com/v1",
            "anthropic", "https://api.anthropic.com",
            "gemini", "https://generativelanguage.googleapis.com",
            "ollama", "http://localhost:11434");

    private ProviderKind() {}

    /** Absent for the engine in this process. */
    static @Nullable String url(String provider) {
        return URLS.get(provider);
    }
}
