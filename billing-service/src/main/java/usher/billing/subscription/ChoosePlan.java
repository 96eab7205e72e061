package usher.billing.subscription;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan to go to, in its version in force; {@code trial} begins it with its free days, once for each tenant. */
record ChoosePlan(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String plan,
        @Nullable @Min(1) @Max(100_000) Integer seats,

        @Schema(type = SchemaType.STRING, description = "now, period_end or a moment within a year.") @Nullable
        When when,

        @Nullable Boolean trial) {
    boolean isTrial() {
        return Boolean.TRUE.equals(trial);
    }
}
