package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jboss.logging.Logger;
import usher.billing.payment.ProviderFault;
import usher.billing.payment.Providers;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** Gives money back: written down first, then asked of the provider outside of any transaction, then booked. */
@ApplicationScoped
class Refunds {
    private static final Logger LOG = Logger.getLogger(Refunds.class);

    private final Providers providers;
    private final Settlement settlement;
    private final RefundBook book;

    Refunds(Providers providers, Settlement settlement, RefundBook book) {
        this.providers = providers;
        this.settlement = settlement;
        this.book = book;
    }

    private record Begun(Payment payment, Refund refund) {}

    Uni<RefundView> refund(TenantId tenant, PaymentId id, RefundPayment wanted, String actor) {
        return settlement
                .held(tenant, id, (connection, payment) -> {
                    if (payment.state() != State.SUCCEEDED) {
                        throw Refusal.conflict("payment-not-succeeded", "Only money that came goes back.");
                    }
                    return book.begin(connection, payment, wanted, actor).map(refund -> new Begun(payment, refund));
                })
                .chain(begun -> carryOut(begun.payment(), begun.refund()));
    }

    /** Asked again, it is done once: the provider knows the refund by its id. */
    Uni<RefundView> carryOut(Payment payment, Refund refund) {
        return providers
                .account(payment.provider())
                .chain(account -> account.provider()
                        .refundPayment(
                                account.settings(),
                                Objects.requireNonNull(payment.providerId()),
                                refund.id().toString(),
                                refund.amountMinor(),
                                payment.currency()))
                .chain(seen -> settlement.apply(payment, seen))
                .chain(() -> settlement.held(
                        payment.tenant(), payment.id(), (connection, held) -> book.state(connection, refund)))
                .map(state -> view(payment, refund, state))
                .onFailure(ProviderFault.class)
                .recoverWithUni(fault -> faulted(payment, refund, (ProviderFault) fault));
    }

    private Uni<RefundView> faulted(Payment payment, Refund refund, ProviderFault fault) {
        LOG.warnf("A refund was not made payment=%s code=%s", payment.id(), fault.code());
        return settlement
                .held(
                        payment.tenant(),
                        payment.id(),
                        (connection, held) -> fault.declined()
                                ? book.failed(connection, held, refund, fault.code())
                                : book.later(connection, refund))
                .replaceWith(
                        fault.declined()
                                ? new RefundView(
                                        payment.id(), refund.amountMinor(), payment.currency(), "failed", fault.code())
                                : view(payment, refund, "pending"));
    }

    private static RefundView view(Payment payment, Refund refund, String state) {
        return new RefundView(payment.id(), refund.amountMinor(), payment.currency(), state, null);
    }
}
