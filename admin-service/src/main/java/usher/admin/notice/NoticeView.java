package usher.admin.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.NoticeId;

/** A notice, and how many of its deliveries stand where. The text of its mail is for its recipients alone. */
record NoticeView(
        NoticeId id,

        @Schema(description = "What happened, as noun.verb_past: the type that webhooks carry.")
        String event,

        @Schema(description = "What it was about; of a tenant there is one notice with a key.")
        String key,

        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        JsonNode data,

        @Nullable String subject,
        Instant raisedAt,
        Instant receivedAt,
        long waiting,
        long delivered,
        long failed) {}
