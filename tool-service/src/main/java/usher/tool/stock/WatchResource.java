package usher.tool.stock;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.StockWatchId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** The articles whose stock is watched, over HTTP. */
@Path("/api/v1/tools/stock-watches")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class WatchResource {
    private final Watches watches;
    private final CurrentCaller caller;

    WatchResource(Watches watches, CurrentCaller caller) {
        this.watches = watches;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "The watched articles, by age, with what is known of their stock")
    public Uni<Page<WatchView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return watches.list(caller.tenant(tenant), page.startingAfter(StockWatchId::fromString), page.fetch())
                .map(found -> Page.of(
                        found.stream().map(WatchView::of).toList(),
                        page,
                        view -> view.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Watch an article: who runs the shop hears when it runs low or out and when it is back")
    @APIResponse(responseCode = "201", description = "It is looked at for the first time within a minute.")
    @APIResponse(responseCode = "404", description = "There is no such integration, or no such operation of it.")
    @APIResponse(responseCode = "409", description = "There are too many watches: too-many-watches.")
    public Uni<RestResponse<WatchView>> create(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid SaveWatch wanted) {
        return watches.create(caller.tenant(tenant), wanted)
                .map(made -> RestResponse.status(Status.CREATED, WatchView.of(made)));
    }

    @GET
    @Path("{watch}")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "One watched article")
    public Uni<WatchView> get(@PathParam("watch") StockWatchId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return watches.get(caller.tenant(tenant), id).map(WatchView::of);
    }

    @PUT
    @Path("{watch}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Change a watch; what was known of one article is not kept for another")
    public Uni<WatchView> change(
            @PathParam("watch") StockWatchId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SaveWatch wanted) {
        return watches.change(caller.tenant(tenant), id, wanted).map(WatchView::of);
    }

    @DELETE
    @Path("{watch}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Watch an article no more")
    public Uni<Void> delete(@PathParam("watch") StockWatchId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return watches.delete(caller.tenant(tenant), id);
    }
}
