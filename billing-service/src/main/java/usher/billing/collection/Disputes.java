package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import usher.billing.payment.ProviderDispute;
import usher.billing.payment.ProviderFault;
import usher.billing.payment.Providers;

/** Asks providers about disputes and books what they say; whose a dispute is, the provider's id of the payment tells. */
@ApplicationScoped
class Disputes {
    private static final Logger LOG = Logger.getLogger(Disputes.class);

    private final Providers providers;
    private final Payments payments;
    private final PaymentService service;

    Disputes(Providers providers, Payments payments, PaymentService service) {
        this.providers = providers;
        this.payments = payments;
        this.service = service;
    }

    /** Whether it is about a payment of ours. Fails with a {@link ProviderFault} when the provider does not answer. */
    Uni<Boolean> lookUp(String provider, String disputeId) {
        return providers
                .account(provider)
                .chain(account -> account.provider().getDispute(account.settings(), disputeId))
                .chain(seen -> take(provider, seen));
    }

    private Uni<Boolean> take(String provider, ProviderDispute seen) {
        return payments.ofProvider(provider, seen.payment()).chain(whose -> {
            if (whose == null) {
                LOG.infof("A dispute is about a payment of others provider=%s", provider);
                return Uni.createFrom().item(false);
            }
            // Looked up after the dispute, so that no money is known of this one that is not known of the payment.
            return payments.get(whose.tenant(), whose.id())
                    .chain(payment -> service.lookUp(payment, seen))
                    .replaceWith(true);
        });
    }
}
