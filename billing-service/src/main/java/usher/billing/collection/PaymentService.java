package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.collection.NewPayment.Handing;
import usher.billing.collection.Payment.Purpose;
import usher.billing.invoice.InvoiceService;
import usher.billing.invoice.InvoiceView;
import usher.billing.payment.Order;
import usher.billing.payment.ProviderDispute;
import usher.billing.payment.ProviderFault;
import usher.billing.payment.ProviderPayment;
import usher.billing.payment.Providers;
import usher.billing.payment.Providers.Account;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;
import usher.contracts.money.Money;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/**
 * Begins payments: our row first, then the provider, asked outside of any transaction under the payment's id, so that asking again is not
 * paying again. What is not known afterwards is looked up.
 */
@ApplicationScoped
public class PaymentService {
    private static final Logger LOG = Logger.getLogger(PaymentService.class);
    private static final String UNKNOWN = "outcome-unknown";

    private final Tenancy tenancy;
    private final Payments payments;
    private final Methods methods;
    private final Providers providers;
    private final Settlement settlement;
    private final InvoiceService invoices;
    private final InstantSource clock;
    private final CollectionConfig config;

    PaymentService(
            Tenancy tenancy,
            Payments payments,
            Methods methods,
            Providers providers,
            Settlement settlement,
            InvoiceService invoices,
            InstantSource clock,
            CollectionConfig config) {
        this.tenancy = tenancy;
        this.payments = payments;
        this.methods = methods;
        this.providers = providers;
        this.settlement = settlement;
        this.invoices = invoices;
        this.clock = clock;
        this.config = config;
    }

    /** An invoice is to be paid by its payer, in a browser. */
    Uni<PaymentView> pay(TenantId tenant, InvoiceId id, PayInvoice wanted, String actor) {
        var handing = new Handing(wanted.returnTo(), wanted.keeps(), actor);
        return tenancy.sql(tenant, connection -> invoices.locked(connection, tenant, id))
                .chain(() -> begin(
                        tenant,
                        wanted.provider(),
                        connection -> invoices.locked(connection, tenant, id)
                                .chain(invoice -> payments.write(
                                        connection, tenant, ofInvoice(invoice, wanted.provider(), null, handing)))));
    }

    /** An invoice is charged to a kept method, the preferred one unless another is named. */
    Uni<PaymentView> charge(TenantId tenant, InvoiceId id, @Nullable PaymentMethodId method, String actor) {
        return tenancy.sql(
                        tenant,
                        connection -> invoices.locked(connection, tenant, id)
                                .chain(() -> methods.chosen(connection, tenant, method)))
                .chain(chosen -> begin(
                        tenant,
                        chosen.provider(),
                        connection -> invoices.locked(connection, tenant, id)
                                .chain(invoice -> writeCharge(connection, invoice, chosen, actor))));
    }

    /** Within a transaction that holds the invoice; what the provider says of it is to be asked after the commit by {@link #carryOut}. */
    public Uni<Payment> writeCharge(SqlConnection connection, InvoiceView invoice, Method method, String actor) {
        var handing = new Handing(null, false, actor);
        return payments.write(
                connection, invoice.tenant(), ofInvoice(invoice, method.provider(), method.id(), handing));
    }

    /** Writes a payment by {@code write}, if the provider takes any, and carries it out. */
    public Uni<PaymentView> begin(TenantId tenant, String provider, Function<SqlConnection, Uni<Payment>> write) {
        return providers
                .enabled(provider)
                .chain(() -> tenancy.sql(tenant, write))
                .chain(this::carryOut);
    }

    /** Asks the provider for what was written, once however often it is asked. */
    public Uni<PaymentView> carryOut(Payment payment) {
        if (clock.instant().isAfter(payment.createdAt().plus(config.keysKnown()))) {
            // The provider may have forgotten the key; asked again it might take the money again.
            LOG.errorf("What became of a payment is not known tenant=%s payment=%s", payment.tenant(), payment.id());
            return settlement.end(payment, State.FAILED, UNKNOWN).map(PaymentView::of);
        }
        return providers
                .account(payment.provider())
                .chain(account -> ask(account, payment).chain(seen -> settle(account, payment, seen)))
                .onFailure(ProviderFault.class)
                .recoverWithUni(fault -> faulted(payment, (ProviderFault) fault));
    }

    /** What the provider says now: 503 {@code provider-unavailable} when it says nothing. */
    Uni<PaymentView> refresh(TenantId tenant, PaymentId id) {
        return payments.get(tenant, id)
                .chain(this::lookUp)
                .onFailure(ProviderFault.class)
                .transform(fault -> unavailable());
    }

    static Refusal unavailable() {
        return new Refusal("provider-unavailable", 503, "The payment provider does not answer. Please try again.")
                .header("Retry-After", "30");
    }

    /** Fails with a {@link ProviderFault} when the provider does not answer. */
    Uni<PaymentView> lookUp(Payment payment) {
        var providerId = payment.providerId();
        return providerId == null
                ? carryOut(payment)
                : providers
                        .account(payment.provider())
                        .chain(account -> account.provider()
                                .getPaymentStatus(account.settings(), providerId)
                                .chain(seen -> settle(account, payment, seen)));
    }

    /** As above, of a payment that the provider knows, with what it said of a dispute about it. */
    Uni<Payment> lookUp(Payment payment, ProviderDispute dispute) {
        return providers
                .account(payment.provider())
                .chain(account -> account.provider()
                        .getPaymentStatus(account.settings(), Objects.requireNonNull(payment.providerId())))
                .chain(seen -> settlement.apply(payment, seen, dispute));
    }

    private Uni<ProviderPayment> ask(Account account, Payment payment) {
        var method = payment.method();
        if (method == null) {
            return methods.payer(payment.tenant(), payment.provider())
                    .chain(payer -> account.provider().createPaymentIntent(account.settings(), order(payment, payer)));
        }
        return methods.began(payment.tenant(), method)
                .chain(kept -> account.provider()
                        .processPayment(account.settings(), order(payment, kept.payer()), kept.token()));
    }

    private static Order order(Payment payment, @Nullable String payer) {
        return new Order(
                payment.id(),
                payment.tenant(),
                Money.of(payment.amountMinor(), payment.currency()),
                payment.description(),
                payer,
                payment.returnTo(),
                payment.keep());
    }

    private Uni<PaymentView> settle(Account account, Payment payment, ProviderPayment seen) {
        return settlement
                .apply(payment, seen)
                .map(after -> PaymentView.of(after).with(seen.handover(), account.publishableKey()));
    }

    private Uni<PaymentView> faulted(Payment payment, ProviderFault fault) {
        LOG.warnf("A payment was not begun payment=%s code=%s", payment.id(), fault.code());
        return fault.declined()
                ? settlement.end(payment, State.FAILED, fault.code()).map(PaymentView::of)
                : payments.askLater(payment).replaceWith(PaymentView.of(payment));
    }

    private static NewPayment ofInvoice(
            InvoiceView invoice, String provider, @Nullable PaymentMethodId method, Handing handing) {
        if (!Settlement.isOpen(invoice.status())) {
            throw Refusal.conflict("invoice-not-open", "Only an invoice that was issued and is unpaid is paid.");
        }
        return new NewPayment(
                Purpose.INVOICE,
                invoice.id(),
                null,
                Money.of(invoice.dueMinor(), invoice.currency()),
                provider,
                method,
                "Invoice " + Objects.requireNonNull(invoice.number()),
                handing.returnTo(),
                handing.keep(),
                handing.actor());
    }
}
