package usher.billing.subscription;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The plan to be on from now on, and for a negotiable one the amounts by metric ({@code null} is unlimited); a metric that
 * is not named keeps the plan's amount. Amounts are taken as they were written, so that 1.5 is refused and not cut to 1.
 */
record ChangeSubscription(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String plan,

        @Schema(type = SchemaType.OBJECT, additionalProperties = Long.class) @Nullable @Size(max = 50)
        Map<String, @Nullable Object> limits) {

    Map<String, @Nullable Object> amounts() {
        return limits == null ? Map.of() : limits;
    }
}
