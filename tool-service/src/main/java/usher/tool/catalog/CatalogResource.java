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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import usher.contracts.id.ToolId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** What all tenants share of the catalogue: members read it, the platform's administrators change it. */
@Path("/api/v1/tools/catalog")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class CatalogResource {
    private final Catalog catalog;

    CatalogResource(Catalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "List the tools of the catalogue",
            description = "Those that the platform offers to all tenants, by age.")
    public Uni<Page<CatalogToolView>> list(@Valid @BeanParam PageRequest page) {
        return catalog.list(null, page.startingAfter(ToolId::fromString), page.fetch())
                .map(tools -> Page.of(
                        tools.stream().map(CatalogToolView::of).toList(),
                        page,
                        tool -> tool.id().toString()));
    }

    @GET
    @Path("{tool}")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "Read a tool of the catalogue")
    public Uni<CatalogToolView> get(@PathParam("tool") ToolId tool) {
        return catalog.get(null, tool).map(CatalogToolView::of);
    }

    @POST
    @Idempotent
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    @Operation(
            summary = "Add a tool to the catalogue",
            description = "409 tool-name-taken; 400 schema-invalid for parameters that are no schema.")
    public Uni<RestResponse<CatalogToolView>> create(@NotNull @Valid SaveCatalogTool wanted) {
        return catalog.create(null, wanted).map(tool -> RestResponse.status(Status.CREATED, CatalogToolView.of(tool)));
    }

    @PUT
    @Path("{tool}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    @Operation(
            summary = "Change a tool of the catalogue",
            description = "Tenants that have it see the change within a second. 409 tool-name-taken; 400"
                    + " schema-invalid.")
    public Uni<CatalogToolView> change(@PathParam("tool") ToolId tool, @NotNull @Valid SaveCatalogTool wanted) {
        return catalog.change(null, tool, wanted).map(CatalogToolView::of);
    }

    @DELETE
    @Path("{tool}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    @Operation(
            summary = "Take a tool out of the catalogue",
            description = "Tenants that have it lose it; calls of it stay in their logs.")
    public Uni<Void> delete(@PathParam("tool") ToolId tool) {
        return catalog.delete(null, tool).replaceWithVoid();
    }
}
