package usher.billing.summary;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Whether a summary of the day before is sent, and from which hour of the tenant's clocks on: 8 when absent. */
record SummarySetting(
        @NotNull Boolean enabled, @Nullable @Min(0) @Max(23) Integer hour) {
    private static final int MORNING = 8;

    static final SummarySetting OFF = new SummarySetting(false, MORNING);

    int from() {
        return hour == null ? MORNING : hour;
    }
}
