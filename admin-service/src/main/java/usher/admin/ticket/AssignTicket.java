package usher.admin.ticket;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;

/** Who sees to a ticket from now on: an active member of its tenant. */
record AssignTicket(
        @NotNull MemberId member,

        @Nullable @Schema(description = ChangeTicket.VERSION)
        Long version) {}
