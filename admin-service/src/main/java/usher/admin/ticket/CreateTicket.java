package usher.admin.ticket;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TicketPriority;
import usher.contracts.event.TicketRequested;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TicketId;

/** A new ticket; {@code normal} when no priority is said. */
record CreateTicket(
        @NotNull @Size(max = TicketRequested.LONGEST_SUBJECT) @Pattern(regexp = Requester.ONE_LINE)
        String subject,

        @NotBlank @Size(max = TicketRequested.LONGEST_TEXT) String text,
        @Nullable TicketPriority priority,
        @Nullable @Valid Requester requester,

        @Nullable @Schema(description = "The conversation it came up in. It is noted as it is given.")
        ConversationId conversation) {
    Ticket.Opening opening(TicketId id, MemberId by) {
        var matter = Matter.opened(
                subject.strip(),
                text,
                requester == null ? Requester.UNKNOWN : requester,
                priority == null ? TicketPriority.NORMAL : priority);
        return new Ticket.Opening(id, TicketView.Origin.MEMBER, matter, conversation, null, by);
    }
}
