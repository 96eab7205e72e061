package usher.billing.topup;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import usher.billing.collection.Methods;
import usher.billing.collection.NewPayment;
import usher.billing.collection.NewPayment.Handing;
import usher.billing.collection.PaymentService;
import usher.billing.collection.PaymentView;
import usher.billing.collection.Payments;
import usher.billing.wallet.Till;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.contracts.money.Money;
import usher.kit.tenant.Tenancy;

/** Begins payments into wallets. */
@ApplicationScoped
class TopUps {
    private final Tenancy tenancy;
    private final Till till;
    private final Methods methods;
    private final Payments payments;
    private final PaymentService service;

    TopUps(Tenancy tenancy, Till till, Methods methods, Payments payments, PaymentService service) {
        this.tenancy = tenancy;
        this.till = till;
        this.methods = methods;
        this.payments = payments;
        this.service = service;
    }

    Uni<PaymentView> begin(TenantId tenant, WalletId wallet, TopUp wanted, String actor) {
        wanted.check();
        var provider = wanted.provider();
        return provider == null
                ? charge(tenant, wallet, wanted, actor)
                : pay(tenant, wallet, wanted, provider, new Handing(wanted.returnTo(), wanted.keeps(), actor));
    }

    private Uni<PaymentView> pay(TenantId tenant, WalletId wallet, TopUp wanted, String provider, Handing handing) {
        return tenancy.sql(tenant, connection -> till.currency(connection, tenant, wallet))
                .map(currency -> Money.of(wanted.amountMinor(), currency))
                .chain(amount -> service.begin(
                        tenant,
                        provider,
                        connection -> payments.write(
                                connection, tenant, NewPayment.topUp(wallet, amount, provider, null, handing))));
    }

    private Uni<PaymentView> charge(TenantId tenant, WalletId wallet, TopUp wanted, String actor) {
        var handing = new Handing(null, false, actor);
        return tenancy.sql(
                        tenant,
                        connection -> till.currency(connection, tenant, wallet)
                                .chain(currency -> methods.chosen(connection, tenant, wanted.method())
                                        .map(method -> NewPayment.topUp(
                                                wallet,
                                                Money.of(wanted.amountMinor(), currency),
                                                method.provider(),
                                                method.id(),
                                                handing))))
                .chain(payment -> service.begin(
                        tenant, payment.provider(), connection -> payments.write(connection, tenant, payment)));
    }
}
