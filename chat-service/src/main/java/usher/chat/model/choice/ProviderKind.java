package usher.chat.model.choice;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import usher.chat.model.wire.Endpoint;

/** The kinds of providers, and where each is reached unless the platform says otherwise. */
final class ProviderKind {
    static final String LOCAL = "local";
    static final String PATTERN = "local|openai|anthropic|gemini|ollama";
    private static final Map<String, String> URLS =
            Arrays.stream(Endpoint.Kind.values()).collect(Collectors.toMap(Endpoint.Kind::text, Endpoint.Kind::url));

    private ProviderKind() {}

    /** Whether vectors can be had there. */
    static boolean embeds(String provider) {
        return provider.equals(LOCAL) || provider.equals(Endpoint.Kind.OPENAI.text());
    }

    /** Absent for the engine in this process, and for kinds that are not spoken to. */
    static @Nullable String url(String provider) {
        return URLS.get(provider);
    }
}
