package usher.admin.notice;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.WebhookEndpointId;

/** A notice on its way to one recipient or one endpoint. */
record DeliveryView(
        @Schema(enumeration = {"mail", "webhook"}) String kind,
        @Nullable String recipient,
        @Nullable WebhookEndpointId endpoint,

        @Schema(enumeration = {"waiting", "delivered", "failed"})
        String state,

        @Schema(description = "Attempts since it was planned or last asked for again.")
        int attempts,

        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,

        @Schema(description = "The last 50 attempts, newest first.")
        List<AttemptView> log) {
    DeliveryView {
        log = List.copyOf(log);
    }

    /** One attempt; {@code status} is what the other side answered, {@code error} why it does not count. */
    record AttemptView(
            Instant at,
            @Nullable Integer status,
            int ms,
            @Nullable String error) {}
}
