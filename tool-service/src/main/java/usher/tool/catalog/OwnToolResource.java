package usher.tool.catalog;

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
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.tool.allowance.Allowances;

/** Tools of one tenant's own, which no other tenant sees. Like a shared tool, each is used once it is connected. */
@Path("/api/v1/tools/own-tools")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class OwnToolResource {
    private final Catalog catalog;
    private final Allowances allowances;
    private final CurrentCaller caller;

    OwnToolResource(Catalog catalog, Allowances allowances, CurrentCaller caller) {
        this.catalog = catalog;
        this.allowances = allowances;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "List a tenant's own tools", description = "By age.")
    public Uni<Page<CatalogToolView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return catalog.list(caller.tenant(tenant), page.startingAfter(ToolId::fromString), page.fetch())
                .map(tools -> Page.of(
                        tools.stream().map(CatalogToolView::of).toList(),
                        page,
                        tool -> tool.id().toString()));
    }

    @GET
    @Path("{ownTool}")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "Read a tool of a tenant's own")
    public Uni<CatalogToolView> get(
            @PathParam("ownTool") ToolId tool, @QueryParam("tenant") @Nullable TenantId tenant) {
        return catalog.get(caller.tenant(tenant), tool).map(CatalogToolView::of);
    }

    @POST
    @Idempotent
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Make a tool of a tenant's own",
            description = "It is used once it is connected. 402 plan-limit-exceeded and 403 feature-not-in-plan"
                    + " when the plan has no room for it; 409 tool-name-taken; 400 schema-invalid.")
    public Uni<RestResponse<CatalogToolView>> create(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid SaveCatalogTool wanted) {
        var whose = caller.tenant(tenant);
        return allowances
                .requireOwnTools(whose)
                .chain(() -> catalog.create(whose, wanted))
                .map(tool -> RestResponse.status(Status.CREATED, CatalogToolView.of(tool)));
    }

    @PUT
    @Path("{ownTool}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Change a tool of a tenant's own", description = "409 tool-name-taken; 400 schema-invalid.")
    public Uni<CatalogToolView> change(
            @PathParam("ownTool") ToolId tool,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SaveCatalogTool wanted) {
        return catalog.change(caller.tenant(tenant), tool, wanted).map(CatalogToolView::of);
    }

    @DELETE
    @Path("{ownTool}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Delete a tool of a tenant's own", description = "Calls of it stay in the log.")
    public Uni<Void> delete(@PathParam("ownTool") ToolId tool, @QueryParam("tenant") @Nullable TenantId tenant) {
        return catalog.delete(caller.tenant(tenant), tool).replaceWithVoid();
    }
}
