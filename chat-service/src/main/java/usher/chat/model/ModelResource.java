package usher.chat.model;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.problem.Refusal;

/** Which model answers for a tenant, and what models cost. */
@Path("/api/v1/chat/admin")
public class ModelResource {
    private final Models models;
    private final Prices prices;
    private final CurrentCaller caller;

    ModelResource(Models models, Prices prices, CurrentCaller caller) {
        this.models = models;
        this.prices = prices;
        this.caller = caller;
    }

    @GET
    @Path("/model")
    @Accepts(Credential.MEMBER)
    public Uni<ModelView> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return models.of(caller.tenant(tenant)).map(ModelChoice::view);
    }

    @PUT
    @Path("/model")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<ModelView> choose(@QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChooseModel model) {
        requireMayChooseEndpoint(model);
        return models.choose(caller.tenant(tenant), model).map(ModelChoice::view);
    }

    /** An endpoint is somewhere this service connects to, so tenants may not point it at just any address. */
    private void requireMayChooseEndpoint(ChooseModel model) {
        boolean own = model.baseUrl() != null && !model.baseUrl().equals(ModelChoice.OPENAI_URL);
        if (own && caller.member().tenant() != null) {
            throw new Refusal("platform-only", 403, "Only members of the platform may set another base_url.");
        }
    }

    /** Adds a price from a moment on; prices in force are never edited. */
    @POST
    @Path("/model-prices")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<RestResponse<PriceModel>> price(@NotNull @Valid PriceModel price) {
        return prices.add(price).map(added -> {
            if (!added) {
                throw Refusal.conflict("price-exists", "This model has a price from that moment already.");
            }
            return RestResponse.status(RestResponse.Status.CREATED, price);
        });
    }
}
