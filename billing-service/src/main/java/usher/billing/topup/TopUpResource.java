package usher.billing.topup;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.billing.collection.PaymentView;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;

/** Filling wallets: by a payment, or by themselves. */
@Path("/api/v1/billing/wallets")
public class TopUpResource {
    private final TopUps topUps;
    private final Recharges recharges;
    private final CurrentCaller caller;

    TopUpResource(TopUps topUps, Recharges recharges, CurrentCaller caller) {
        this.topUps = topUps;
        this.recharges = recharges;
        this.caller = caller;
    }

    @POST
    @Path("/{wallet}/top-ups")
    @Idempotent
    @Operation(
            summary = "Begin a payment into a wallet",
            description =
                    "By a payer in a browser, who goes on with handover, or by a kept method. The wallet has the money when the payment has succeeded. 400 provider-unknown, method-unneeded; 409 no-payment-method, provider-disabled.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<RestResponse<PaymentView>> topUp(
            @PathParam("wallet") WalletId wallet,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid TopUp wanted) {
        var by = caller.member().id().toString();
        return topUps.begin(caller.tenant(tenant), wallet, wanted, by)
                .map(payment -> RestResponse.status(RestResponse.Status.CREATED, payment));
    }

    @GET
    @Path("/{wallet}/recharge")
    @Operation(summary = "How a wallet fills itself", description = "404 until it was set up.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST)
    public Uni<RechargeView> recharge(
            @PathParam("wallet") WalletId wallet, @QueryParam("tenant") @Nullable TenantId tenant) {
        return recharges.get(caller.tenant(tenant), wallet);
    }

    @PUT
    @Path("/{wallet}/recharge")
    @Operation(
            summary = "Let a wallet fill itself",
            description =
                    "Below the threshold the amount is charged to the preferred payment method, so often in 24 hours at most. A charge that fails pauses it; putting it anew resumes it.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<RechargeView> setUp(
            @PathParam("wallet") WalletId wallet,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SetUpRecharge wanted) {
        return recharges.put(caller.tenant(tenant), wallet, wanted);
    }

    @DELETE
    @Path("/{wallet}/recharge")
    @Operation(summary = "Let a wallet not fill itself any more")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<Void> end(@PathParam("wallet") WalletId wallet, @QueryParam("tenant") @Nullable TenantId tenant) {
        return recharges.drop(caller.tenant(tenant), wallet);
    }
}
