package usher.billing.invoice;

import io.smallrye.mutiny.Multi;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** Lists of invoices to take along. */
@Path("/api/v1/billing/invoices")
public class InvoiceExportResource {
    private final Invoices invoices;
    private final BillingMonths months;
    private final CurrentCaller caller;

    InvoiceExportResource(Invoices invoices, BillingMonths months, CurrentCaller caller) {
        this.invoices = invoices;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Path("/export.csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(
            summary = "A tenant's invoices as CSV, streamed",
            description = "Filtered as the list is; amounts in minor units. 400 time-invalid.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Multi<byte[]> export(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam InvoiceFilter filter) {
        var whose = caller.tenant(tenant);
        filter.check();
        return attached(months.current(whose)
                .onItem()
                .transformToMulti(
                        any -> InvoiceExport.csv(after -> invoices.list(whose, after, filter, InvoiceExport.ROWS))));
    }

    @GET
    @Path("/all/export.csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(
            summary = "The invoices of all tenants, or of one, as CSV, streamed",
            description = "Filtered as the list is; amounts in minor units. 400 time-invalid.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Multi<byte[]> exportAll(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam InvoiceFilter filter) {
        filter.check();
        return attached(InvoiceExport.csv(after -> invoices.all(tenant, after, filter, InvoiceExport.ROWS)));
    }

    private static Multi<byte[]> attached(Multi<byte[]> rows) {
        return RestMulti.fromMultiData(rows)
                .header("Content-Disposition", "attachment; filename=\"invoices.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
