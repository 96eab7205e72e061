package usher.tool.operation;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.tool.operation.Operations.Which;

/** What a tenant's systems can be asked to do, over HTTP. */
@Path("/api/v1/tools/integrations/{integration}/operations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class OperationResource {
    private final Operations operations;
    private final CurrentCaller caller;

    OperationResource(Operations operations, CurrentCaller caller) {
        this.operations = operations;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "The operations of a system, by age")
    public Uni<Page<OperationView>> list(
            @PathParam("integration") IntegrationId integration,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam PageRequest page) {
        return operations
                .list(caller.tenant(tenant), integration, page.startingAfter(OperationId::fromString), page.fetch())
                .map(found -> Page.of(
                        found.stream().map(OperationView::of).toList(),
                        page,
                        view -> view.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Add an operation, for example one of those offered")
    public Uni<RestResponse<OperationView>> create(
            @PathParam("integration") IntegrationId integration,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SaveOperation wanted) {
        return operations
                .create(caller.tenant(tenant), integration, wanted)
                .map(made -> RestResponse.status(Status.CREATED, OperationView.of(made)));
    }

    @GET
    @Path("{operation}")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "One operation")
    public Uni<OperationView> get(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId id,
            @QueryParam("tenant") @Nullable TenantId tenant) {
        return operations.get(new Which(caller.tenant(tenant), integration, id)).map(OperationView::of);
    }

    @PUT
    @Path("{operation}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Change an operation; it never does more than the tools that use it say")
    public Uni<OperationView> change(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SaveOperation wanted) {
        return operations
                .change(new Which(caller.tenant(tenant), integration, id), wanted)
                .map(OperationView::of);
    }

    @DELETE
    @Path("{operation}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Forget an operation; 409 names the tools that use it, force=true switches those off")
    public Uni<Void> delete(
            @PathParam("integration") IntegrationId integration,
            @PathParam("operation") OperationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        return operations.delete(new Which(caller.tenant(tenant), integration, id), force);
    }
}
