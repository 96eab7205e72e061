package usher.chat.approval;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Acts that wait for a yes, for members. */
@Path("/api/v1/chat/admin/confirmations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ApprovalResource {
    private final Approvals approvals;
    private final CurrentCaller caller;

    ApprovalResource(Approvals approvals, CurrentCaller caller) {
        this.approvals = approvals;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "List acts that wait for a yes",
            description = "The longest waiting first, without those that have expired.")
    public Uni<Page<WaitingView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return approvals
                .page(caller.tenant(tenant), page.startingAfter(CallId::fromString), page.fetch())
                .map(rows -> Page.of(
                        rows.stream().map(WaitingView::of).toList(),
                        page,
                        view -> view.call().toString()));
    }

    @POST
    @Path("{call}/decision")
    @Accepts(value = Credential.MEMBER, role = Role.EDITOR)
    @Operation(
            summary = "Approve or decline an act in a visitor's place",
            description =
                    "Goes on in the conversation as the visitor's own decision does, for exactly what was asked for, and"
                            + " answers when the visitor was told. Who decided is in the log of calls. The first decision counts. 404"
                            + " confirmation-unknown; 409 confirmation-over, confirmation-refused, assistant-paused; 503"
                            + " confirmation-not-passed-on; and what refuses a turn.")
    public Uni<DecidedView> decide(
            @PathParam("call") CallId call,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid DecideWaiting said) {
        return approvals.decide(caller.tenant(tenant), caller.member().id(), call, said.confirms());
    }
}
