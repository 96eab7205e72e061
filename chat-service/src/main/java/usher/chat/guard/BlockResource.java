package usher.chat.guard;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Visitors and addresses that a tenant does not want to hear. */
@Path("/api/v1/chat/admin/blocks")
public class BlockResource {
    private final Blocks blocks;
    private final CurrentCaller caller;

    BlockResource(Blocks blocks, CurrentCaller caller) {
        this.blocks = blocks;
        this.caller = caller;
    }

    /** Newest first, with those that have ended. */
    @GET
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "List who is blocked", description = "Newest first, with those blocks that have ended.")
    public Uni<Page<Block>> list(@QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return blocks.list(caller.tenant(tenant), page.startingAfter(BlockId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(summary = "Block a visitor or an address")
    public Uni<RestResponse<Block>> create(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid CreateBlock block) {
        return blocks.add(caller.tenant(tenant), block, Actor.of(caller.get()))
                .map(added -> RestResponse.status(Status.CREATED, added));
    }

    @DELETE
    @Path("/{id}")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(summary = "Lift a block")
    public Uni<Void> delete(@PathParam("id") BlockId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return blocks.delete(caller.tenant(tenant), id);
    }
}
