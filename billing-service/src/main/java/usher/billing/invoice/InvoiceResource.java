package usher.billing.invoice;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Invoices and credit notes. Tenants read theirs; the platform writes, issues, settles and credits them. */
@Path("/api/v1/billing/invoices")
public class InvoiceResource {
    private final Invoices invoices;
    private final InvoiceService service;
    private final BillingMonths months;
    private final CurrentCaller caller;

    InvoiceResource(Invoices invoices, InvoiceService service, BillingMonths months, CurrentCaller caller) {
        this.invoices = invoices;
        this.service = service;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "A tenant's invoices, the newest first",
            description =
                    "status is draft, issued, paid, overdue or void; issued is what others call pending. 400 time-invalid.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<InvoiceView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam InvoiceFilter filter,
            @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var before = page.startingAfter(InvoiceId::fromString);
        filter.check();
        return months.current(whose)
                .chain(() -> invoices.list(whose, before, filter, page.fetch()))
                .map(found -> page(found, page));
    }

    @GET
    @Path("/all")
    @Operation(
            summary = "The invoices of all tenants, or of one, the newest first",
            description = "Filtered as a tenant's own list is. 400 time-invalid.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<InvoiceView>> all(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam InvoiceFilter filter,
            @Valid @BeanParam PageRequest page) {
        var before = page.startingAfter(InvoiceId::fromString);
        filter.check();
        return invoices.all(tenant, before, filter, page.fetch()).map(found -> page(found, page));
    }

    @GET
    @Path("/{invoice}")
    @Operation(
            summary = "An invoice with its lines",
            description =
                    "price of a line is what its amount is made of, share how much of the month it is for; entries is where its ledger entries are.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<InvoiceView> get(
            @PathParam("invoice") InvoiceId invoice, @QueryParam("tenant") @Nullable TenantId tenant) {
        return invoices.get(caller.tenant(tenant), invoice);
    }

    @POST
    @Idempotent
    @Operation(summary = "Write an invoice by hand", description = "It is a draft until it is issued.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<RestResponse<InvoiceView>> draft(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid DraftInvoice wanted) {
        return service.draft(caller.tenant(tenant), wanted)
                .map(invoice -> RestResponse.status(RestResponse.Status.CREATED, invoice));
    }

    @DELETE
    @Path("/{invoice}")
    @Operation(summary = "Delete a draft that was written by hand", description = "409 invoice-kept for any other.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<Void> discard(@PathParam("invoice") InvoiceId invoice, @QueryParam("tenant") @Nullable TenantId tenant) {
        return service.discard(caller.tenant(tenant), invoice);
    }

    @POST
    @Path("/{invoice}/issue")
    @Operation(
            summary = "Issue a draft: it gets its number and is never changed again",
            description = "409 invoice-issued.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<InvoiceView> issue(
            @PathParam("invoice") InvoiceId invoice, @QueryParam("tenant") @Nullable TenantId tenant) {
        return service.issue(caller.tenant(tenant), invoice);
    }

    @POST
    @Path("/{invoice}/mark-paid")
    @Operation(
            summary = "Say that an invoice was paid by hand",
            description = "The same reference again changes nothing. 409 invoice-not-open.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<InvoiceView> markPaid(
            @PathParam("invoice") InvoiceId invoice,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid PaidBy paid) {
        return service.markPaid(caller.tenant(tenant), invoice, paid, by());
    }

    @POST
    @Path("/{invoice}/void")
    @Operation(
            summary = "Make an unpaid invoice void",
            description =
                    "It keeps its number; credit that it had used is given back. 409 invoice-not-open, invoice-credited.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<InvoiceView> voided(
            @PathParam("invoice") InvoiceId invoice, @QueryParam("tenant") @Nullable TenantId tenant) {
        return service.voided(caller.tenant(tenant), invoice, by());
    }

    @POST
    @Path("/{invoice}/credit-notes")
    @Idempotent
    @Operation(
            summary = "Credit an invoice, or a part of it",
            description =
                    "A document with a number of its own; the amount is taken off the next invoices. 400 amount-too-large; 409 invoice-not-issued.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<RestResponse<InvoiceView>> credit(
            @PathParam("invoice") InvoiceId invoice,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid CreditNote wanted) {
        return service.creditNote(caller.tenant(tenant), invoice, wanted)
                .map(note -> RestResponse.status(RestResponse.Status.CREATED, note));
    }

    private String by() {
        return caller.member().id().toString();
    }

    private static Page<InvoiceView> page(List<InvoiceView> found, PageRequest page) {
        return Page.of(found, page, invoice -> invoice.id().toString());
    }
}
