package usher.chat.model.choice;

import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelName;
import usher.chat.model.Prompt;

/**
 * The model of one role. {@code sealedKey} is the provider's key, sealed for the tenant; {@code platformKey} the platform's own,
 * where the choice is its default. {@code nativeTools} says that the model understands tools without being taught by text.
 */
public record ModelChoice(
        ModelRole role,
        String provider,
        @Nullable String baseUrl,
        String model,
        @Nullable String sealedKey,
        @Nullable String platformKey,
        double temperature,
        int maxTokens,
        boolean nativeTools,
        boolean isDefault) {
    static final double TEMPERATURE = 0.3;
    static final int MAX_TOKENS = 2048;

    /** No key, no network, no cost. */
    static ModelChoice local(ModelRole role) {
        return new ModelChoice(
                role, ProviderKind.LOCAL, null, ProviderKind.LOCAL, null, null, TEMPERATURE, MAX_TOKENS, true, true);
    }

    public ModelName name() {
        return new ModelName(provider, model);
    }

    public Prompt.Limits limits() {
        return new Prompt.Limits(maxTokens, temperature);
    }

    ModelView view() {
        boolean hasKey = sealedKey != null || platformKey != null;
        return new ModelView(role, provider, baseUrl, model, hasKey, temperature, maxTokens, nativeTools, isDefault);
    }

    @Override
    public String toString() {
        return "ModelChoice[" + role + ", " + provider + ", " + model + "]";
    }
}
