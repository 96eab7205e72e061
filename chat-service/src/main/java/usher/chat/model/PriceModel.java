package usher.chat.model;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A price in US dollars per million tokens, from a moment on (now, if none is given). */
public record PriceModel(
        @NotNull @Pattern(regexp = "openai") String provider,
        @NotBlank @Size(max = 120) String model,

        @NotNull @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 6)
        BigDecimal inputPerMillion,

        @NotNull @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 6)
        BigDecimal outputPerMillion,

        @Nullable Instant effectiveFrom) {}
