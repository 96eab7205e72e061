package usher.chat.model.choice;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelName;

/**
 * Chooses the model of a role. Without {@code apiKey} the stored key stays as long as provider and address do; it is never
 * shown again.
 */
public record ChooseModel(
        @NotNull @Pattern(regexp = ProviderKind.PATTERN) String provider,

        @Nullable @Size(max = 300) @Pattern(regexp = "https?://[^\\s]+")
        String baseUrl,

        @Nullable @Size(min = 1, max = 120) String model,
        @Nullable @Size(min = 1, max = 400) String apiKey,
        @Nullable @DecimalMin("0") @DecimalMax("2") Double temperature,
        @Nullable @Min(1) @Max(32_768) Integer maxTokens,
        @Nullable Boolean nativeTools) {

    boolean isLocal() {
        return provider.equals(ProviderKind.LOCAL);
    }

    /** Refused where a provider's model is not named. */
    ModelName name() {
        if (isLocal()) {
            return ModelName.LOCAL;
        }
        if (model == null) {
            throw usher.kit.problem.Refusal.invalid("/model", "required", "Name the provider's model.");
        }
        return new ModelName(provider, model);
    }

    /** Whether it points at an address that is not the provider's own. */
    boolean pointsElsewhere() {
        return baseUrl != null && !baseUrl.equals(ProviderKind.url(provider));
    }

    @Override
    public String toString() {
        return "ChooseModel[" + provider + ", " + model + "]";
    }
}
