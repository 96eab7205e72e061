package usher.chat.model;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Chooses the model that answers. Without {@code apiKey} a key that is stored stays; it is never shown again. */
public record ChooseModel(
        @NotNull @Pattern(regexp = "local|openai") String provider,

        @Nullable @Size(max = 300) @Pattern(regexp = "https?://[^\\s]+")
        String baseUrl,

        @Nullable @Size(min = 1, max = 120) String model,
        @Nullable @Size(min = 1, max = 400) String apiKey,
        @Nullable @DecimalMin("0") @DecimalMax("2") Double temperature,
        @Nullable @Min(1) @Max(32_768) Integer maxTokens) {

    @Override
    public String toString() {
        return "ChooseModel[" + provider + ", " + model + "]";
    }
}
