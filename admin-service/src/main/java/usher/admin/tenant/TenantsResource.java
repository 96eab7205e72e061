package usher.admin.tenant;

import static usher.kit.access.Credential.MEMBER;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.tenant.Tenancy;

/** Tenants by HTTP. Members of the platform work with all of them, members of a tenant with their own. */
@Path("/api/v1/admin/tenants")
@Tag(name = "Tenants", description = "Businesses that use Usher: their origins, looks and state.")
class TenantsResource {
    private final TenantService service;
    private final Tenants tenants;
    private final Tenancy tenancy;
    private final CurrentCaller caller;

    TenantsResource(TenantService service, Tenants tenants, Tenancy tenancy, CurrentCaller caller) {
        this.service = service;
        this.tenants = tenants;
        this.tenancy = tenancy;
        this.caller = caller;
    }

    @GET
    @Accepts(MEMBER)
    @Operation(summary = "List tenants", description = "Newest first; q searches name and domain.")
    public Uni<Page<TenantView>> list(
            @Valid @BeanParam PageRequest page,
            @QueryParam("status") @Nullable @Size(max = 20) String status,
            @QueryParam("q") @Nullable @Size(max = 200) @Pattern(regexp = "\\P{Cc}*") String q) {
        var filter = TenantFilter.of(caller.member().tenant(), status, q, page);
        return seen(() -> tenants.list(filter, page).chain(service::views))
                .map(views -> Page.of(views, page, view -> view.id().toString()));
    }

    @POST
    @Idempotent
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = CreatedTenant.class, responseCode = "201")
    @Accepts(value = MEMBER, role = Role.ADMIN, platform = true)
    @Operation(
            summary = "Create a tenant",
            description =
                    "Answers with its first keys. The secret key and the identity key's secret are shown only here.")
    public Uni<RestResponse<CreatedTenant>> create(@Valid @NotNull CreateTenant tenant) {
        return service.create(tenant.profile())
                .map(created -> RestResponse.status(RestResponse.Status.CREATED, created));
    }

    @GET
    @Path("/{id}")
    @Accepts(MEMBER)
    @Operation(summary = "Read a tenant", description = "With the publishable key that its pages embed.")
    public Uni<TenantView> read(@PathParam("id") TenantId id) {
        var tenant = caller.tenant(id);
        return tenancy.in(tenant, () -> tenants.get(tenant).chain(service::view));
    }

    @PATCH
    @Path("/{id}")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "Change a tenant", description = "Absent fields stay as they are.")
    public Uni<TenantView> change(@PathParam("id") TenantId id, @Valid @NotNull ChangeTenant change) {
        return service.change(caller.tenant(id), change);
    }

    @PUT
    @Path("/{id}/status")
    @Accepts(value = MEMBER, role = Role.ADMIN, platform = true)
    @Operation(
            summary = "Suspend, reactivate or delete a tenant",
            description = "Every service follows within seconds. Deleting is for good: 409 tenant-deleted afterwards.")
    public Uni<TenantView> move(@PathParam("id") TenantId id, @Valid @NotNull ChangeStatus change) {
        return service.move(caller.tenant(id), change.status());
    }

    private <T> Uni<T> seen(Supplier<Uni<T>> work) {
        var own = caller.member().tenant();
        return own == null ? tenancy.across(work) : tenancy.in(own, work);
    }
}
