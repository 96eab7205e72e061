package usher.admin.ticket;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a ticket stands from now on. */
record MoveTicket(
        @NotNull TicketStatus status,

        @Nullable @Schema(description = ChangeTicket.VERSION)
        Long version) {}
