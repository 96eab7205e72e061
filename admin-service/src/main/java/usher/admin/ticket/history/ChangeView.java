package usher.admin.ticket.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;

/** One change of a ticket, which made this version of it. */
public record ChangeView(
        long version,
        What what,

        @Nullable @Schema(description = "Absent where another agent asked for the ticket.")
        MemberId member,

        @Nullable @Schema(description = "Of those of the tenant alone.")
        String memberName,

        @Schema(description = "The fields that changed, as they were. Those of an erased ticket are gone.")
        Map<String, Object> before,

        @Schema(description = "The same fields as they are since.")
        Map<String, Object> after,

        Instant at) {
    /** What somebody did. */
    public enum What {
        @JsonProperty("opened")
        OPENED,
        @JsonProperty("changed")
        CHANGED,
        @JsonProperty("moved")
        MOVED,
        @JsonProperty("assigned")
        ASSIGNED,
        @JsonProperty("replied")
        REPLIED,
        @JsonProperty("noted")
        NOTED,
        @JsonProperty("erased")
        ERASED
    }
}
