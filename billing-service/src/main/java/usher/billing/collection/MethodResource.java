package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** The ways to pay that a tenant has kept by paying with them. Nobody enters one here. */
@Path("/api/v1/billing/payment-methods")
public class MethodResource {
    private final Methods methods;
    private final BillingMonths months;
    private final CurrentCaller caller;

    MethodResource(Methods methods, BillingMonths months, CurrentCaller caller) {
        this.methods = methods;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "A tenant's payment methods, the newest first",
            description = "Kept from payments that succeeded with keep.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<MethodView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var before = page.startingAfter(PaymentMethodId::fromString);
        return months.current(whose)
                .chain(() -> methods.list(whose, before, page.fetch()))
                .map(found -> Page.of(
                        found.stream().map(MethodView::of).toList(),
                        page,
                        method -> method.id().toString()));
    }

    @PUT
    @Path("/{method}/default")
    @Operation(summary = "Charge this payment method unless another is named")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<MethodView> prefer(
            @PathParam("method") PaymentMethodId method, @QueryParam("tenant") @Nullable TenantId tenant) {
        return methods.prefer(caller.tenant(tenant), method).map(MethodView::of);
    }

    @DELETE
    @Path("/{method}")
    @Operation(summary = "Remove a payment method", description = "It is never charged again.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<Void> remove(
            @PathParam("method") PaymentMethodId method, @QueryParam("tenant") @Nullable TenantId tenant) {
        return methods.remove(caller.tenant(tenant), method);
    }
}
