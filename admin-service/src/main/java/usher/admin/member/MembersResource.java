package usher.admin.member;

import static usher.kit.access.Credential.MEMBER;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Members by HTTP. Admins of the platform manage everybody, admins of a tenant the members of that tenant. */
@Path("/api/v1/admin/users")
@Tag(name = "Members", description = "People who work in the console.")
class MembersResource {
    private final MemberService service;
    private final Members members;
    private final CurrentCaller caller;

    MembersResource(MemberService service, Members members, CurrentCaller caller) {
        this.service = service;
        this.members = members;
        this.caller = caller;
    }

    @GET
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "List members", description = "Newest first; q searches name and e-mail.")
    public Uni<Page<MemberView>> list(
            @Valid @BeanParam PageRequest page,
            @QueryParam("status") @Nullable @Size(max = 20) String status,
            @QueryParam("q") @Nullable @Size(max = 200) @Pattern(regexp = "\\P{Cc}*") String q,
            @QueryParam("tenant") @Nullable TenantId tenant) {
        var filter = MemberFilter.of(reach(tenant), status, q, page);
        return service.seen(reach(tenant), () -> members.list(filter, page))
                .map(rows -> rows.stream().map(MemberView::of).toList())
                .map(views -> Page.of(views, page, view -> view.id().toString()));
    }

    @POST
    @Idempotent
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = MemberView.class, responseCode = "201")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Add a member",
            description = "Without a tenant, a platform admin adds a member of the platform, a tenant's admin one of"
                    + " that tenant. 409 member-exists when the e-mail is taken; 402 plan-limit-exceeded when the"
                    + " plan has no seat left, or the header Usher-Limit-Warning where it lets that pass. A password given here is replaced"
                    + " by its owner at the first sign-in.")
    public Uni<RestResponse<MemberView>> create(@Valid @NotNull CreateMember member) {
        return service.create(reach(member.tenant()), member).map(MembersResource::created);
    }

    @GET
    @Path("/{id}")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "Read a member")
    public Uni<MemberView> read(@PathParam("id") MemberId id) {
        return service.seen(reach(null), () -> members.get(reach(null), id)).map(MemberView::of);
    }

    @PUT
    @Path("/{id}/status")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Suspend, reactivate or delete a member",
            description = "Takes effect on the member's open sign-ins at once.")
    public Uni<MemberView> move(@PathParam("id") MemberId id, @Valid @NotNull ChangeStatus change) {
        return service.move(caller.member(), reach(null), id, change.status());
    }

    @DELETE
    @Path("/{id}")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "Delete a member", description = "The record stays, with the status deleted.")
    public Uni<Void> delete(@PathParam("id") MemberId id) {
        return service.move(caller.member(), reach(null), id, MemberStatus.DELETED)
                .replaceWithVoid();
    }

    @GET
    @Path("/stats/overview")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "Members in figures", description = "Of everybody the caller may see.")
    public Uni<MemberStats> stats(@QueryParam("tenant") @Nullable TenantId tenant) {
        return service.seen(reach(tenant), () -> members.stats(reach(tenant)));
    }

    private static RestResponse<MemberView> created(MemberService.Added added) {
        var response = RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, added.member());
        return added.overdrawn() == null
                ? response.build()
                : response.header("Usher-Limit-Warning", added.overdrawn().text())
                        .build();
    }

    /** Whose members the request is about: null for everybody, which only members of the platform can ask for. */
    private @Nullable TenantId reach(@Nullable TenantId requested) {
        return requested == null && caller.member().tenant() == null ? null : caller.tenant(requested);
    }
}
