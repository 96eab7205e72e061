package usher.admin.ticket;

import static usher.kit.access.Credential.MEMBER;
import static usher.kit.access.Credential.SECRET_KEY;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import usher.admin.ticket.TicketService.Hand;
import usher.admin.ticket.history.ChangeView;
import usher.contracts.id.TenantId;
import usher.contracts.id.TicketId;
import usher.kit.access.Accepts;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Tickets over HTTP. Everybody looks, editors work on them, administrators erase. */
@Path("/api/v1/admin/tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tickets", description = "What a tenant's people are asked for, and who sees to it.")
class TicketResource {
    private final TicketService tickets;
    private final CurrentCaller caller;

    TicketResource(TicketService tickets, CurrentCaller caller) {
        this.tickets = tickets;
        this.caller = caller;
    }

    @GET
    @Accepts({MEMBER, SECRET_KEY})
    @Operation(summary = "List tickets", description = "Newest first, without their texts and without erased ones.")
    public Uni<Page<TicketView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam TicketFilter filter,
            @Valid @BeanParam PageRequest page) {
        return tickets.page(
                        caller.tenant(tenant),
                        caller.get(),
                        filter,
                        page.startingAfter(TicketId::fromString),
                        page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(value = MEMBER, role = Role.EDITOR)
    @APIResponseSchema(value = TicketView.class, responseCode = "201")
    @Operation(summary = "Open a ticket", description = "It gets the tenant's next number.")
    public Uni<RestResponse<TicketView>> create(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @NotNull CreateTicket ticket) {
        return tickets.create(caller.tenant(tenant), caller.member().id(), ticket)
                .map(opened -> RestResponse.status(RestResponse.Status.CREATED, opened));
    }

    @GET
    @Path("{ticket}")
    @Accepts({MEMBER, SECRET_KEY})
    @Operation(summary = "Read a ticket")
    public Uni<TicketView> read(@PathParam("ticket") TicketId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return tickets.get(caller.tenant(tenant), id);
    }

    @PATCH
    @Path("{ticket}")
    @Accepts(value = MEMBER, role = Role.EDITOR)
    @Operation(summary = "Change a ticket", description = "Absent fields stay as they are.")
    @APIResponse(responseCode = "409", description = "ticket-changed, ticket-closed or ticket-erased")
    public Uni<TicketView> change(
            @PathParam("ticket") TicketId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @NotNull ChangeTicket change) {
        return tickets.change(caller.tenant(tenant), id, hand(change.version()), change);
    }

    @PUT
    @Path("{ticket}/status")
    @Accepts(value = MEMBER, role = Role.EDITOR)
    @Operation(
            summary = "Move a ticket on",
            description = "Open and pending become each other, or solved; solved becomes closed; solved and closed are"
                    + " reopened by open. The status that it has changes nothing.")
    @APIResponse(responseCode = "409", description = "ticket-move-impossible, ticket-changed or ticket-erased")
    public Uni<TicketView> move(
            @PathParam("ticket") TicketId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @NotNull MoveTicket move) {
        return tickets.move(caller.tenant(tenant), id, hand(move.version()), move.status());
    }

    @PUT
    @Path("{ticket}/assignee")
    @Accepts(value = MEMBER, role = Role.EDITOR)
    @Operation(summary = "Assign a ticket", description = "To an active member of its tenant.")
    @APIResponse(responseCode = "404", description = "No such ticket, or no such member of its tenant")
    @APIResponse(responseCode = "409", description = "member-inactive, ticket-changed, ticket-closed or ticket-erased")
    public Uni<TicketView> assign(
            @PathParam("ticket") TicketId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @NotNull AssignTicket assign) {
        return tickets.assign(caller.tenant(tenant), id, hand(assign.version()), assign.member());
    }

    @DELETE
    @Path("{ticket}/assignee")
    @Accepts(value = MEMBER, role = Role.EDITOR)
    @Operation(summary = "Make a ticket nobody's")
    @APIResponse(responseCode = "409", description = "ticket-changed, ticket-closed or ticket-erased")
    public Uni<TicketView> unassign(
            @PathParam("ticket") TicketId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("version") @Nullable Long version) {
        return tickets.unassign(caller.tenant(tenant), id, hand(version));
    }

    @DELETE
    @Path("{ticket}")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Close and erase a ticket",
            description =
                    "For good: subject, text, requester, comments and what the history says of them. The number stays,"
                            + " and who did what and when.")
    public Uni<Void> erase(@PathParam("ticket") TicketId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return tickets.erase(caller.tenant(tenant), id, caller.member().id());
    }

    @GET
    @Path("{ticket}/history")
    @Accepts({MEMBER, SECRET_KEY})
    @Operation(
            summary = "Who changed what about a ticket",
            description = "The newest version first; the cursor is a version.")
    public Uni<Page<ChangeView>> history(
            @PathParam("ticket") TicketId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam PageRequest page) {
        return tickets.history(caller.tenant(tenant), id, page.startingAfter(Long::valueOf), page.fetch())
                .map(rows -> Page.of(rows, page, row -> Long.toString(row.version())));
    }

    private Hand hand(@Nullable Long seen) {
        return new Hand(caller.member().id(), seen);
    }
}
