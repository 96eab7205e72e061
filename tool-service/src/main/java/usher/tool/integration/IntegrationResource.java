package usher.tool.integration;

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
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.tool.integration.connector.OfferedOperation;

/** A tenant's systems over HTTP. Whoever connects one decides where credentials go: hence administrators alone. */
@Path("/api/v1/tools/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class IntegrationResource {
    private final Integrations integrations;
    private final CurrentCaller caller;

    IntegrationResource(Integrations integrations, CurrentCaller caller) {
        this.integrations = integrations;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "The systems that are connected, by age")
    public Uni<Page<IntegrationView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return integrations
                .list(caller.tenant(tenant), page.startingAfter(IntegrationId::fromString), page.fetch())
                .map(found -> Page.of(
                        found.stream().map(IntegrationView::of).toList(),
                        page,
                        view -> view.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Connect a system; credentials go in and never come out")
    public Uni<RestResponse<IntegrationView>> create(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid CreateIntegration wanted) {
        return integrations
                .create(caller.tenant(tenant), wanted)
                .map(made -> RestResponse.status(Status.CREATED, IntegrationView.of(made)));
    }

    @GET
    @Path("{integration}")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "One system, with the names of its credentials")
    public Uni<IntegrationView> get(
            @PathParam("integration") IntegrationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return integrations.get(caller.tenant(tenant), id).map(IntegrationView::of);
    }

    @PUT
    @Path("{integration}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Change a system; other settings need the credentials again")
    public Uni<IntegrationView> change(
            @PathParam("integration") IntegrationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ChangeIntegration wanted) {
        return integrations.change(caller.tenant(tenant), id, wanted).map(IntegrationView::of);
    }

    @DELETE
    @Path("{integration}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Forget a system; 409 names the tools that use it, force=true switches those off")
    public Uni<Void> delete(
            @PathParam("integration") IntegrationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        return integrations.delete(caller.tenant(tenant), id, force);
    }

    @POST
    @Path("{integration}/test")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Try the connection now, without changing anything over there")
    public Uni<IntegrationView> test(
            @PathParam("integration") IntegrationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return integrations.test(caller.tenant(tenant), id).map(IntegrationView::of);
    }

    @GET
    @Path("{integration}/offers")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "Operations that the system is known to have, ready to be taken over")
    public Uni<Page<OfferedOperation>> offers(
            @PathParam("integration") IntegrationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return integrations.offers(caller.tenant(tenant), id).map(offers -> new Page<>("list", offers, false, null));
    }
}
