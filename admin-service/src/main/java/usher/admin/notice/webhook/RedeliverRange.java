package usher.admin.notice.webhook;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.kit.page.Moments;
import usher.kit.problem.Refusal;

/** Which notices an endpoint is sent again: received in {@code [from, to)}, those that never reached it, or all. */
record RedeliverRange(
        @NotNull @Size(max = 40) @Schema(description = "RFC 3339.")
        String from,

        @NotNull @Size(max = 40) @Schema(description = "RFC 3339; it is not in the range itself.")
        String to,

        @Schema(description = "Also what the endpoint has taken already; false by default.")
        Boolean all) {
    RedeliverRange(String from, String to, @Nullable Boolean all) {
        this.from = from;
        this.to = to;
        this.all = all != null && all;
    }

    OffsetDateTime since() {
        return Objects.requireNonNull(Moments.read("/from", from));
    }

    OffsetDateTime until() {
        var until = Objects.requireNonNull(Moments.read("/to", to));
        if (!until.isAfter(since())) {
            throw Refusal.invalid("/to", "range-empty", "A range ends after it begins.");
        }
        return until;
    }
}
