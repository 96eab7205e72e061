package usher.chat.model.choice;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.problem.Refusal;

/** Which models a tenant has, one for each role. */
@Path("/api/v1/chat/admin")
public class ModelResource {
    private final ModelService models;
    private final CurrentCaller caller;

    ModelResource(ModelService models, CurrentCaller caller) {
        this.models = models;
        this.caller = caller;
    }

    /** At most one for each role, so there is never a second page. */
    @GET
    @Path("/models")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "The models of a tenant, one for each role")
    public Uni<Page<ModelView>> list(@QueryParam("tenant") @Nullable TenantId tenant) {
        return models.all(caller.tenant(tenant)).map(views -> new Page<>("list", views, false, null));
    }

    @GET
    @Path("/models/{role}")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "The model of a role", description = "404 while the tenant has chosen none.")
    public Uni<ModelView> of(@PathParam("role") ModelRole role, @QueryParam("tenant") @Nullable TenantId tenant) {
        return models.of(caller.tenant(tenant), role);
    }

    @PUT
    @Path("/models/{role}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Choose the model of a role",
            description = "The key goes in and does not come out. A model needs a price before it can be chosen;"
                    + " base_url is for members of the platform (403 platform-only).")
    public Uni<ModelView> chooseFor(
            @PathParam("role") ModelRole role,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ChooseModel model) {
        requireMayChooseEndpoint(model);
        return models.choose(caller.tenant(tenant), role, model);
    }

    /** Back to the default of the plan or the platform. */
    @DELETE
    @Path("/models/{role}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Back to the default of the plan or the platform")
    public Uni<Void> forget(@PathParam("role") ModelRole role, @QueryParam("tenant") @Nullable TenantId tenant) {
        return models.forget(caller.tenant(tenant), role);
    }

    /** The model that answers, under its first name. */
    @GET
    @Path("/model")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "The model that answers, under its first name")
    public Uni<ModelView> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return of(ModelRole.ANSWER, tenant);
    }

    @PUT
    @Path("/model")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Choose the model that answers, under its first name",
            description = "The same as PUT /models/answer.")
    public Uni<ModelView> choose(@QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChooseModel model) {
        return chooseFor(ModelRole.ANSWER, tenant, model);
    }

    /** An endpoint is somewhere this service connects to, so tenants may not point it at just any address. */
    private void requireMayChooseEndpoint(ChooseModel model) {
        if (model.pointsElsewhere() && caller.member().tenant() != null) {
            throw new Refusal("platform-only", 403, "Only members of the platform may set another base_url.");
        }
    }
}
