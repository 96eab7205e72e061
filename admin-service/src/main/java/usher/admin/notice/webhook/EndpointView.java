package usher.admin.notice.webhook;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.WebhookEndpointId;

/** An endpoint of a tenant, without its secrets. */
record EndpointView(
        WebhookEndpointId id,
        String url,
        @Nullable String description,
        List<String> events,
        boolean enabled,

        @Schema(description = "When it was disabled because it had failed for five days.") @Nullable
        Instant givenUpAt,

        @Schema(description = "Since when every attempt has failed.") @Nullable
        Instant failingSince,

        @Schema(description = "Until when the former secret signs too.") @Nullable
        Instant formerSecretUntil,

        Instant createdAt,
        Instant updatedAt) {
    static EndpointView of(Row row) {
        return new EndpointView(
                new WebhookEndpointId(row.getUUID("id")),
                row.getString("url"),
                row.getString("description"),
                List.of(row.getArrayOfStrings("events")),
                row.getBoolean("enabled"),
                moment(row.getOffsetDateTime("given_up_at")),
                moment(row.getOffsetDateTime("failing_since")),
                moment(row.getOffsetDateTime("former_until")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static @Nullable Instant moment(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
