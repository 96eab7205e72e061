package usher.admin.oauth.grant;

import static usher.kit.access.Credential.MEMBER;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.GrantId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** A tenant's grants over HTTP. They are given on the consent page alone. */
@Path("/api/v1/admin/grants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth")
class GrantResource {
    private final GrantService grants;
    private final CurrentCaller caller;

    GrantResource(GrantService grants, CurrentCaller caller) {
        this.grants = grants;
        this.caller = caller;
    }

    @GET
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "List the programs that were let in",
            description = "Newest first, without those shut out again.")
    public Uni<Page<GrantView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return grants.list(caller.tenant(tenant), page.startingAfter(GrantId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @DELETE
    @Path("{grant}")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Shut a program out",
            description =
                    "It gets no more tokens, and those it has are refused from now on. Asking again does no harm.")
    @APIResponse(responseCode = "204", description = "It is shut out.")
    @APIResponse(responseCode = "404", description = "There is no such grant.")
    public Uni<Void> revoke(@PathParam("grant") GrantId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return grants.revoke(caller.tenant(tenant), id);
    }
}
