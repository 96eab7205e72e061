package usher.billing.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Phase;

/** Pauses, cancels or resumes. Nothing may be used and nothing is charged while a subscription rests. */
record ChangeState(
        @NotNull Wanted state,

        @Schema(type = SchemaType.STRING, description = "now, period_end or a moment within a year.") @Nullable
        When when) {
    enum Wanted {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("paused")
        PAUSED,
        @JsonProperty("cancelled")
        CANCELLED;

        Phase.State state() {
            return Phase.State.valueOf(name());
        }
    }
}
