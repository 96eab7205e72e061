package usher.chat.model.price;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** The registry: which models there are, and what providers take for them. The same for all tenants. */
@Path("/api/v1/chat/admin")
public class PriceResource {
    private final Prices prices;

    PriceResource(Prices prices) {
        this.prices = prices;
    }

    @GET
    @Path("/models/registry")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "The models there are, and their prices")
    public Uni<Page<PricedModel>> list(@Valid @BeanParam PageRequest page) {
        return prices.list(page).map(rows -> Page.of(rows, page, PricedModel::cursor));
    }

    /** Adds a price from a moment on; prices in force are never edited. */
    @POST
    @Path("/models/registry")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    @Operation(summary = "Add a price from a moment on", description = "Prices in force are never edited.")
    public Uni<RestResponse<PriceModel>> add(@NotNull @Valid PriceModel price) {
        return prices.add(price).map(added -> RestResponse.status(RestResponse.Status.CREATED, added));
    }

    /** The same under its first name. */
    @POST
    @Path("/model-prices")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    @Operation(summary = "Add a price, under its first name", description = "The same as POST /models/registry.")
    public Uni<RestResponse<PriceModel>> price(@NotNull @Valid PriceModel price) {
        return add(price);
    }
}
