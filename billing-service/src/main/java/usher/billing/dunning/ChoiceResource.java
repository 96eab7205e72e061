package usher.billing.dunning;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** How a tenant's invoices are paid without anybody doing it. */
@Path("/api/v1/billing/collection")
public class ChoiceResource {
    private final Choices choices;
    private final BillingMonths months;
    private final CurrentCaller caller;

    ChoiceResource(Choices choices, BillingMonths months, CurrentCaller caller) {
        this.choices = choices;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "How a tenant's invoices are paid by themselves")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Choice> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        var whose = caller.tenant(tenant);
        return months.current(whose).chain(() -> choices.get(whose));
    }

    @PUT
    @Operation(
            summary = "Choose how invoices are paid by themselves",
            description =
                    "automatic: the preferred payment method is charged. wallet_first: the tenant's own wallet pays before that, if it holds the whole amount.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<Choice> put(@QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid Choice choice) {
        var whose = caller.tenant(tenant);
        return months.current(whose).chain(() -> choices.put(whose, choice));
    }
}
