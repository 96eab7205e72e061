package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.collection.Payment.Destination;
import usher.billing.collection.Payments.Step;
import usher.billing.invoice.InvoiceService;
import usher.billing.payment.ProviderDispute;
import usher.billing.payment.ProviderFault;
import usher.billing.payment.ProviderPayment;
import usher.billing.payment.ProviderPayment.Stage;
import usher.billing.wallet.Till;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.kit.tenant.Tenancy;

/**
 * Puts what a provider says of a payment into the books, under locks that are always taken in this order: invoice, payment, wallet. Whatever
 * comes twice or late changes nothing; money for an invoice that does not wait for it any more becomes the tenant's, in its wallet.
 */
@ApplicationScoped
public class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final Set<String> OPEN = Set.of("issued", "overdue");

    private final Tenancy tenancy;
    private final Payments payments;
    private final InvoiceService invoices;
    private final Till till;
    private final Methods methods;
    private final Receipts receipts;
    private final Returns returns;

    Settlement(
            Tenancy tenancy,
            Payments payments,
            InvoiceService invoices,
            Till till,
            Methods methods,
            Receipts receipts,
            Returns returns) {
        this.tenancy = tenancy;
        this.payments = payments;
        this.invoices = invoices;
        this.till = till;
        this.methods = methods;
        this.receipts = receipts;
        this.returns = returns;
    }

    static boolean isOpen(String status) {
        return OPEN.contains(status);
    }

    Uni<Payment> apply(Payment payment, ProviderPayment seen) {
        return apply(payment, seen, seen.back().disputes());
    }

    /** With a dispute about it that was looked up before; what was said of it with the payment is newer. */
    Uni<Payment> apply(Payment payment, ProviderPayment seen, ProviderDispute dispute) {
        var told = new ArrayList<>(seen.back().disputes());
        if (told.stream().noneMatch(one -> one.id().equals(dispute.id()))) {
            told.add(dispute);
        }
        return apply(payment, seen, told);
    }

    private Uni<Payment> apply(Payment payment, ProviderPayment seen, List<ProviderDispute> told) {
        return held(
                payment.tenant(),
                payment.id(),
                (connection, held) -> apply(connection, requireSame(held, seen), seen)
                        .chain(after -> after.state() == State.SUCCEEDED
                                ? returns.book(connection, after, seen.back(), requireFitting(after, told))
                                : Uni.createFrom().item(requireUndisputed(after, told))));
    }

    /** It will not succeed any more, as far as anybody knows: {@code code} says why. */
    Uni<Payment> end(Payment payment, State state, String code) {
        return held(
                payment.tenant(),
                payment.id(),
                (connection, held) -> held.state().mayStillSucceed()
                        ? payments.move(connection, held, new Step(state, held.providerId(), code, null, null))
                        : Uni.createFrom().item(held));
    }

    /** Some work on a payment that nobody else has in hand. */
    <T> Uni<T> held(TenantId tenant, PaymentId id, BiFunction<SqlConnection, Payment, Uni<T>> work) {
        return tenancy.sql(
                tenant,
                connection -> payments.get(connection, tenant, id)
                        .chain(seen -> invoice(connection, tenant, seen.invoice()))
                        .chain(() -> payments.lock(connection, tenant, id))
                        .chain(held -> work.apply(connection, held)));
    }

    private Uni<Void> invoice(SqlConnection connection, TenantId tenant, @Nullable InvoiceId id) {
        return id == null
                ? Uni.createFrom().voidItem()
                : invoices.locked(connection, tenant, id).replaceWithVoid();
    }

    private Uni<Payment> apply(SqlConnection connection, Payment payment, ProviderPayment seen) {
        var next = payment.state().after(seen.stage());
        if (payment.state() == State.SUCCEEDED) {
            return Uni.createFrom().item(payment);
        }
        if (next == State.SUCCEEDED) {
            return settle(connection, payment, seen)
                    .call(() -> receipts.came(connection, payment))
                    .call(() -> methods.keep(connection, payment, seen.method()));
        }
        return payment.state().mayStillSucceed()
                ? payments.move(connection, payment, Step.unsettled(next, seen))
                : Uni.createFrom().item(payment);
    }

    private Uni<Payment> settle(SqlConnection connection, Payment payment, ProviderPayment seen) {
        return switch (payment.purpose()) {
            case TOP_UP ->
                paidIn(connection, payment, Objects.requireNonNull(payment.wallet()), seen)
                        .call(() -> receipts.toppedUp(connection, payment));
            case INVOICE -> paid(connection, payment, Objects.requireNonNull(payment.invoice()), seen);
        };
    }

    private Uni<Payment> paid(SqlConnection connection, Payment payment, InvoiceId id, ProviderPayment seen) {
        var tenant = payment.tenant();
        return invoices.locked(connection, tenant, id).chain(invoice -> {
            if (isOpen(invoice.status())) {
                var how = seen.method() == null
                        ? payment.provider()
                        : seen.method().kind();
                return invoices.pay(connection, tenant, id, payment.provider(), seen.providerId(), how, payment.actor())
                        .chain(() -> payments.move(connection, payment, Step.settled(seen, Destination.INVOICE, null)));
            }
            LOG.warnf("An invoice was paid twice: the money becomes credit tenant=%s payment=%s", tenant, payment.id());
            return till.own(connection, tenant, payment.currency())
                    .chain(wallet -> paidIn(connection, payment, wallet, seen));
        });
    }

    private Uni<Payment> paidIn(SqlConnection connection, Payment payment, WalletId wallet, ProviderPayment seen) {
        var movement = new Till.Movement(
                wallet, payment.amountMinor(), "payment:" + payment.id(), payment.description(), payment.actor());
        return till.payIn(connection, payment.tenant(), movement)
                .chain(() -> payments.move(connection, payment, Step.settled(seen, Destination.WALLET, wallet)));
    }

    private static List<ProviderDispute> requireFitting(Payment payment, List<ProviderDispute> told) {
        if (told.stream().allMatch(dispute -> dispute.currency().equals(payment.currency()))) {
            return told;
        }
        throw differs(payment);
    }

    /** Who disputes a payment has paid it. */
    private static Payment requireUndisputed(Payment payment, List<ProviderDispute> told) {
        if (told.isEmpty()) {
            return payment;
        }
        throw differs(payment);
    }

    private static ProviderFault differs(Payment payment) {
        LOG.errorf("A dispute does not fit its payment tenant=%s payment=%s", payment.tenant(), payment.id());
        return new ProviderFault(false, "dispute-differs", null);
    }

    /** What is no more than a claim about another payment, or about other money, must not reach the books. */
    private static Payment requireSame(Payment payment, ProviderPayment seen) {
        boolean same = payment.providerId() == null || payment.providerId().equals(seen.providerId());
        boolean whole = seen.stage() != Stage.SUCCEEDED
                || (seen.amountMinor() == payment.amountMinor()
                        && seen.currency().equals(payment.currency()));
        if (!same || !whole) {
            LOG.errorf(
                    "A provider tells of other money than was asked for tenant=%s payment=%s",
                    payment.tenant(), payment.id());
            throw new ProviderFault(false, same ? "amount-differs" : "payment-differs", null);
        }
        return payment;
    }
}
