package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.billing.collection.Payments.Filter;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Payments that were begun. Tenants read theirs; the platform gives money back. */
@Path("/api/v1/billing/payments")
public class PaymentResource {
    private final Payments payments;
    private final AllPayments all;
    private final PaymentService service;
    private final Refunds refunds;
    private final BillingMonths months;
    private final CurrentCaller caller;

    PaymentResource(
            Payments payments,
            AllPayments all,
            PaymentService service,
            Refunds refunds,
            BillingMonths months,
            CurrentCaller caller) {
        this.payments = payments;
        this.all = all;
        this.service = service;
        this.refunds = refunds;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "A tenant's payments, the newest first",
            description = "Of an invoice, or in a state: created, waiting, processing, succeeded, failed or cancelled.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<PaymentView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("invoice") @Nullable InvoiceId invoice,
            @QueryParam("state") @Nullable State state,
            @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var before = page.startingAfter(PaymentId::fromString);
        return months.current(whose)
                .chain(() -> payments.list(whose, before, new Filter(invoice, state), page.fetch()))
                .map(found -> page(found, page));
    }

    @GET
    @Path("/all")
    @Operation(
            summary = "The payments of all tenants, the newest first",
            description = "By state, provider, tenant and time of beginning. 400 time-invalid, cursor-invalid.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<PaymentView>> all(@Valid @BeanParam AllPaymentsFilter which, @Valid @BeanParam PageRequest page) {
        var before = page.startingAfter(PaymentId::fromString);
        return all.list(before, which, page.fetch()).map(found -> page(found, page));
    }

    @GET
    @Path("/{payment}")
    @Operation(summary = "A payment")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<PaymentView> get(
            @PathParam("payment") PaymentId payment, @QueryParam("tenant") @Nullable TenantId tenant) {
        return payments.get(caller.tenant(tenant), payment).map(PaymentView::of);
    }

    @POST
    @Path("/{payment}/refresh")
    @Operation(
            summary = "Ask the provider what became of a payment",
            description = "Answers with handover while the payer has something to do. 503 provider-unavailable.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<PaymentView> refresh(
            @PathParam("payment") PaymentId payment, @QueryParam("tenant") @Nullable TenantId tenant) {
        return service.refresh(caller.tenant(tenant), payment);
    }

    @POST
    @Path("/{payment}/refunds")
    @Idempotent
    @Operation(
            summary = "Give a payment back, or a part of it",
            description =
                    "An invoice gets a credit note for it; out of a wallet the money is taken. 400 amount-too-large; 409 payment-not-succeeded, payment-refunded, balance-insufficient.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<RestResponse<RefundView>> refund(
            @PathParam("payment") PaymentId payment,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid RefundPayment wanted) {
        var by = caller.member().id().toString();
        return refunds.refund(caller.tenant(tenant), payment, wanted, by)
                .map(refund -> RestResponse.status(RestResponse.Status.CREATED, refund));
    }

    private static Page<PaymentView> page(List<Payment> found, PageRequest page) {
        return Page.of(
                found.stream().map(PaymentView::of).toList(),
                page,
                payment -> payment.id().toString());
    }
}
