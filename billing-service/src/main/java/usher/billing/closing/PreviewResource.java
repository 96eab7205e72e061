package usher.billing.closing;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Biller;
import usher.billing.party.Sellers;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** What the next invoices would be if the running period ended with what was used so far. */
@Path("/api/v1/billing/invoice-previews")
public class PreviewResource {
    private final Accounts accounts;
    private final Sellers sellers;
    private final Tenancy tenancy;
    private final CurrentCaller caller;

    PreviewResource(Accounts accounts, Sellers sellers, Tenancy tenancy, CurrentCaller caller) {
        this.accounts = accounts;
        this.sellers = sellers;
        this.tenancy = tenancy;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "The invoices of the running period, as they are so far",
            description =
                    "Whole fees and scheduled changes up to the end of the period, usage up to now; one for each currency. At the end of the period it is what is issued.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<BillView>> preview(@QueryParam("tenant") @Nullable TenantId tenant) {
        var whose = caller.tenant(tenant);
        return tenancy.sql(
                        whose,
                        connection -> sellers.get(connection)
                                .chain(seller -> accounts.of(connection, seller, List.of(whose.value()))))
                .map(open -> {
                    if (open.isEmpty()) {
                        throw Refusal.notFound();
                    }
                    var bills = Biller.bills(open.getFirst().account());
                    return new Page<>("list", bills.stream().map(BillView::of).toList(), false, null);
                });
    }
}
