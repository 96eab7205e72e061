package usher.billing.document;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.Invoices;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.tenant.TenantSnapshots;

/** Invoices to print, to send and to calculate with. */
@Path("/api/v1/billing/invoices")
public class DocumentResource {
    private final Invoices invoices;
    private final TenantSnapshots tenants;
    private final Printer printer;
    private final CurrentCaller caller;

    DocumentResource(Invoices invoices, TenantSnapshots tenants, Printer printer, CurrentCaller caller) {
        this.invoices = invoices;
        this.tenants = tenants;
        this.printer = printer;
        this.caller = caller;
    }

    @GET
    @Path("/{invoice}/pdf")
    @Produces("application/pdf")
    @Operation(
            summary = "An invoice as PDF",
            description =
                    "In the language of the tenant or the one asked for, en or he. A credit note names the invoice it is for. 503 export-busy: try again.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Response> pdf(
            @PathParam("invoice") InvoiceId invoice,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("language") @Nullable String language) {
        var whose = caller.tenant(tenant);
        return invoices.get(whose, invoice)
                .chain(found -> tenants.find(whose)
                        .map(known -> language == null && known != null ? known.locale() : language)
                        .chain(wanted -> printer.pdf(found, wanted))
                        .map(bytes -> attached(found, "pdf", bytes)));
    }

    @GET
    @Path("/{invoice}/csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(summary = "The lines of an invoice as CSV")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Response> csv(@PathParam("invoice") InvoiceId invoice, @QueryParam("tenant") @Nullable TenantId tenant) {
        return invoices.get(caller.tenant(tenant), invoice).map(found -> attached(found, "csv", CsvInvoice.of(found)));
    }

    private static Response attached(InvoiceView invoice, String extension, byte[] bytes) {
        return Response.ok(bytes)
                .header("Content-Disposition", "attachment; filename=\"" + name(invoice) + "." + extension + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    static String name(InvoiceView invoice) {
        return invoice.number() == null ? invoice.id().toString() : invoice.number();
    }
}
