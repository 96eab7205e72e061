package usher.chat.model.choice;

import org.jspecify.annotations.Nullable;

/** The model of a role as members see it; of the provider's key only whether there is one. */
public record ModelView(
        ModelRole role,
        String provider,
        @Nullable String baseUrl,
        String model,
        boolean hasKey,
        double temperature,
        int maxTokens,
        boolean nativeTools,
        boolean isDefault) {}
