package usher.billing.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.Set;

/**
 * A company that moves money for the seller. Calls end within their timeout or fail with a {@link ProviderFault}; what is asked
 * twice with the same {@link Order#id} is done once. Implementations keep nothing: {@link ProviderSettings} come with each call.
 */
public interface PaymentProvider {
    /** As it stands in paths and rows, for example {@code stripe}. */
    String name();

    /** The names of the settings it cannot work without, for example {@code secret_key} and {@code webhook_secret}. */
    Set<String> settings();

    /** Begins a payment that the payer completes in a browser. */
    Uni<ProviderPayment> createPaymentIntent(ProviderSettings settings, Order order);

    /** Charges a payment method that was kept, with nobody present. {@code method} is the provider's token for it. */
    Uni<ProviderPayment> processPayment(ProviderSettings settings, Order order, String method);

    /** Gives {@code amountMinor} back, whole or not at all; {@code refund} names this refund, asked twice it is given once. */
    Uni<ProviderPayment> refundPayment(
            ProviderSettings settings, String providerId, String refund, long amountMinor, String currency);

    /** What the provider says of a payment now; the only thing that states are moved by. */
    Uni<ProviderPayment> getPaymentStatus(ProviderSettings settings, String providerId);

    /** What the provider says of a dispute now. */
    Uni<ProviderDispute> getDispute(ProviderSettings settings, String disputeId);

    /**
     * The provider's id of the payment or the dispute that a webhook speaks of; empty if it speaks of something else. Fails with a Refusal (401
     * {@code signature-invalid}) if the provider did not sign exactly this body a short while ago. What the body claims is not
     * believed: the state is looked up.
     *
     * @param body the raw bytes as they came
     */
    Uni<Optional<Told>> verified(ProviderSettings settings, MultiMap headers, byte[] body);
}
