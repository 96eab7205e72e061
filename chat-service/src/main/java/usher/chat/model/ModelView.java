package usher.chat.model;

import org.jspecify.annotations.Nullable;

/** A tenant's model as members see it; of the provider's key only whether there is one. */
public record ModelView(
        String provider, @Nullable String baseUrl, String model, boolean hasKey, double temperature, int maxTokens) {}
