package usher.billing.wallet;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in, or is given, in minor units. {@code reference} is the caller's own name for it: asked for twice, it comes
 * once. Credits of a lower priority are used first; without an end they last.
 */
record AddCredit(
        @Min(1) @Max(AddCredit.MOST) long amountMinor,
        @NotNull Kind kind,
        @NotNull @Size(min = 1, max = 200) String reference,
        @Nullable @Size(max = 500) String description,
        @Nullable @Min(0) @Max(100) Integer priority,
        @Nullable @Future Instant expiresAt) {
    /** Far from where sums would overflow. */
    static final long MOST = 1_000_000_000_000L;

    private static final int USUAL_PRIORITY = 50;

    enum Kind {
        @JsonProperty("purchase")
        PURCHASE,
        @JsonProperty("gift")
        GIFT
    }

    int order() {
        return priority == null ? USUAL_PRIORITY : priority;
    }
}
