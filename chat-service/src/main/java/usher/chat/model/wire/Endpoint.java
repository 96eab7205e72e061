package usher.chat.model.wire;

/**
 * A model at a provider. {@code baseUrl} is what the provider's own client takes as its base URL; an empty {@code key}
 * sends none. Without {@code nativeTools} tools are described in the prompt and calls are read from the text.
 */
public record Endpoint(Kind kind, String baseUrl, String model, String key, boolean nativeTools) {

    public Endpoint {
        baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    }

    /** The protocol that a provider speaks, and where its makers serve it. */
    public enum Kind {
        /** OpenAI's chat completions, and the many servers that speak them. */
        OPENAI("https://api.openai.com/v1"),
        /** Anthropic's messages. */
        ANTHROPIC("https://api.anthropic.com"),
        /** Google's Gemini API. */
        GEMINI("https://generativelanguage.googleapis.com"),
        /** Ollama's own protocol. */
        OLLAMA("http://localhost:11434");

        private final String url;

        Kind(String url) {
            this.url = url;
        }

        public String url() {
            return url;
        }

        /** As it is stored and sent: {@code openai}, {@code anthropic}, {@code gemini}, {@code ollama}. */
        public static Kind of(String text) {
            for (var kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("There is no provider kind " + text);
        }

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "Endpoint[" + kind.text() + ", " + baseUrl + ", " + model + "]";
    }
}
