package usher.chat.model.price;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price in US dollars per million tokens, from a moment on (now, if none is given). Without a price of their own, cached
 * tokens cost as input and reasoning as output. Where a provider takes more for long prompts, {@code mostInputTokens} says up to
 * which length this price holds; longer ones are refused.
 */
public record PriceModel(
        @NotNull @Pattern(regexp = "openai|anthropic|gemini|ollama")
        String provider,

        @NotBlank @Size(max = 120) String model,

        @NotNull @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 6)
        BigDecimal inputPerMillion,

        @Nullable @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 6)
        BigDecimal cachedPerMillion,

        @NotNull @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 6)
        BigDecimal outputPerMillion,

        @Nullable @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 6)
        BigDecimal reasoningPerMillion,

        @Nullable @Positive Long mostInputTokens,
        @Nullable Instant effectiveFrom) {}
