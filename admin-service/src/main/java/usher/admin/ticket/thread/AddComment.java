package usher.admin.ticket.thread;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TicketRequested;

/** Something to say about a ticket. */
record AddComment(
        @NotBlank @Size(max = TicketRequested.LONGEST_TEXT) String text,

        @Nullable @Schema(description = "A note among members; otherwise a reply, for the requester.")
        Boolean internal) {
    boolean isInternal() {
        return internal != null && internal;
    }
}
