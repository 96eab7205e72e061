package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;

/** Paying invoices: by a payer in a browser, or by a method that was kept. */
@Path("/api/v1/billing/invoices")
public class InvoicePaymentResource {
    private final PaymentService service;
    private final CurrentCaller caller;

    InvoicePaymentResource(PaymentService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Path("/{invoice}/payments")
    @Idempotent
    @Operation(
            summary = "Begin to pay an invoice",
            description =
                    "The payer's browser goes on with handover; what became of it is known by the payment's state alone. A payment in the state created waits for the provider's answer: refresh it. 400 provider-unknown; 409 invoice-not-open, payment-under-way (naming it), provider-disabled.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<RestResponse<PaymentView>> pay(
            @PathParam("invoice") InvoiceId invoice,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid PayInvoice wanted) {
        return created(service.pay(caller.tenant(tenant), invoice, wanted, by()));
    }

    @POST
    @Path("/{invoice}/charge")
    @Idempotent
    @Operation(
            summary = "Charge an invoice to a kept payment method",
            description =
                    "The preferred one unless another is named. A decline is a payment in the state failed, with the provider's code. 404 for a method that is not there; 409 invoice-not-open, payment-under-way, no-payment-method, provider-disabled.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<RestResponse<PaymentView>> charge(
            @PathParam("invoice") InvoiceId invoice,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ChargeInvoice wanted) {
        return created(service.charge(caller.tenant(tenant), invoice, wanted.method(), by()));
    }

    private static Uni<RestResponse<PaymentView>> created(Uni<PaymentView> payment) {
        return payment.map(view -> RestResponse.status(RestResponse.Status.CREATED, view));
    }

    private String by() {
        return caller.member().id().toString();
    }
}
