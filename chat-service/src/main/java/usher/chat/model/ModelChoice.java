package usher.chat.model;

import org.jspecify.annotations.Nullable;

/** Which model answers for a tenant. {@code sealedKey} is the provider's key, sealed for that tenant. */
record ModelChoice(
        String provider,
        @Nullable String baseUrl,
        String model,
        @Nullable String sealedKey,
        double temperature,
        int maxTokens) {
    static final String LOCAL = "local";
    static final String OPENAI = "openai";
    static final String OPENAI_URL = "https://api.openai.com/v1";
    static final double TEMPERATURE = 0.3;
    static final int MAX_TOKENS = 2048;

    /** What a tenant has that chose nothing: no key, no network, no cost. */
    static final ModelChoice FIRST = new ModelChoice(LOCAL, null, LOCAL, null, TEMPERATURE, MAX_TOKENS);

    ModelView view() {
        return new ModelView(provider, baseUrl, model, sealedKey != null, temperature, maxTokens);
    }
}
