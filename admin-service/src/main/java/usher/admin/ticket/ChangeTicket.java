package usher.admin.ticket;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TicketPriority;
import usher.contracts.event.TicketRequested;

/** What to change of a ticket; an absent field stays as it is, a requester is replaced whole. */
record ChangeTicket(
        @Nullable @Size(max = TicketRequested.LONGEST_SUBJECT) @Pattern(regexp = Requester.ONE_LINE)
        String subject,

        @Nullable @Size(max = TicketRequested.LONGEST_TEXT) @Pattern(regexp = "(?s).*\\S.*")
        String text,

        @Nullable TicketPriority priority,
        @Nullable @Valid Requester requester,

        @Nullable @Schema(description = ChangeTicket.VERSION)
        Long version) {
    static final String VERSION = "The version that was read. If there is a newer one: 409 ticket-changed.";
}
