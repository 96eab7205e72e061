package usher.billing.purchase.offer;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** What a tenant sells to its visitors, and what those may use who bought nothing. */
@Path("/api/v1/billing")
public class OfferResource {
    private final Offers offers;
    private final Sellings sellings;
    private final TenantSnapshots tenants;
    private final CurrentCaller caller;

    OfferResource(Offers offers, Sellings sellings, TenantSnapshots tenants, CurrentCaller caller) {
        this.offers = offers;
        this.sellings = sellings;
        this.tenants = tenants;
        this.caller = caller;
    }

    @GET
    @Path("visitor-offers")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST)
    @Operation(summary = "Lists the offers to visitors", description = "Also those that cannot be bought any more.")
    public Uni<Page<OfferView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return offers.page(caller.tenant(tenant), page.startingAfter(Function.identity()), false, page.fetch())
                .map(rows -> Page.of(rows.stream().map(OfferView::of).toList(), page, OfferView::key));
    }

    @PUT
    @Path("visitor-offers/{offer}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Publishes an offer, or changes it",
            description =
                    "Its kind stays. With the first offer that can be bought, visitors without a subscription have the free"
                            + " messages a day of /visitor-selling.")
    public Uni<OfferView> publish(
            @PathParam("offer") String key,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid PublishOffer wanted) {
        var of = caller.tenant(tenant);
        if (!key.matches("[a-z][a-z0-9-]{0,39}")) {
            throw Refusal.invalid(
                    "/offer", "key-invalid", "A key has up to 40 small letters, digits and hyphens, a letter first.");
        }
        return known(of).chain(() -> offers.publish(of, key, wanted.known())).map(OfferView::of);
    }

    @GET
    @Path("visitor-selling")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST)
    @Operation(summary = "What holds for all visitors", description = "The free messages a day, and the grace.")
    public Uni<SellingView> selling(@QueryParam("tenant") @Nullable TenantId tenant) {
        return sellings.view(caller.tenant(tenant));
    }

    @PUT
    @Path("visitor-selling")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Says what holds for all visitors")
    public Uni<SellingView> sell(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChangeSelling wanted) {
        var of = caller.tenant(tenant);
        return known(of).chain(() -> sellings.change(of, wanted));
    }

    /** The platform may name a tenant that does not exist. */
    private Uni<Void> known(TenantId tenant) {
        return tenants.find(tenant)
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound)
                .replaceWithVoid();
    }
}
