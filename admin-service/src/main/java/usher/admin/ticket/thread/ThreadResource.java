package usher.admin.ticket.thread;

import static usher.kit.access.Credential.MEMBER;
import static usher.kit.access.Credential.SECRET_KEY;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.TicketCommentId;
import usher.contracts.id.TicketId;
import usher.kit.access.Accepts;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Replies and notes over HTTP. */
@Path("/api/v1/admin/tickets/{ticket}/comments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tickets")
class ThreadResource {
    private final Comments comments;
    private final CurrentCaller caller;

    ThreadResource(Comments comments, CurrentCaller caller) {
        this.comments = comments;
        this.caller = caller;
    }

    @GET
    @Accepts({MEMBER, SECRET_KEY})
    @Operation(summary = "List what was said about a ticket", description = "Oldest first, notes among members too.")
    public Uni<Page<CommentView>> list(
            @PathParam("ticket") TicketId ticket,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam PageRequest page) {
        return comments.page(
                        caller.tenant(tenant), ticket, page.startingAfter(TicketCommentId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(value = MEMBER, role = Role.EDITOR)
    @APIResponseSchema(value = CommentView.class, responseCode = "201")
    @Operation(
            summary = "Say something about a ticket",
            description = "A reply is told by the notice ticket.replied; a note among members is not.")
    @APIResponse(responseCode = "409", description = "ticket-closed or ticket-erased")
    public Uni<RestResponse<CommentView>> add(
            @PathParam("ticket") TicketId ticket,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @NotNull AddComment comment) {
        return comments.add(caller.tenant(tenant), ticket, caller.member().id(), comment)
                .map(added -> RestResponse.status(RestResponse.Status.CREATED, added));
    }
}
