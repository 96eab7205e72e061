package usher.billing.payment;

import com.stripe.exception.CardException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.ProviderPayment.KeptMethod;
import usher.billing.payment.ProviderPayment.Stage;

/** PaymentIntents, read as payments. */
final class StripeIntents {
    private StripeIntents() {}

    static ProviderPayment payment(PaymentIntent intent) {
        var stage = stage(intent);
        var charge = intent.getLatestChargeObject();
        var amount = stage == Stage.SUCCEEDED ? intent.getAmountReceived() : intent.getAmount();
        var refunded = charge == null ? Long.valueOf(0) : charge.getAmountRefunded();
        var currency = intent.getCurrency();
        return new ProviderPayment(
                intent.getId(),
                stage,
                StripeAmounts.fromStripe(Objects.requireNonNullElse(amount, 0L), currency),
                GivenBack.inAll(StripeAmounts.fromStripe(Objects.requireNonNullElse(refunded, 0L), currency)),
                currency.toUpperCase(Locale.ROOT),
                stage == Stage.WAITING ? intent.getClientSecret() : null,
                kept(intent, stage),
                stage == Stage.SUCCEEDED ? null : failure(intent));
    }

    /** A no to a charge with nobody present; the intent that Stripe made for it comes with the no. */
    static ProviderPayment declined(CardException declined) {
        var error = declined.getStripeError();
        var intent = error == null ? null : error.getPaymentIntent();
        if (intent == null) {
            throw new ProviderFault(true, Objects.requireNonNullElse(declined.getCode(), "card_declined"), declined);
        }
        return payment(intent);
    }

    private static Stage stage(PaymentIntent intent) {
        return switch (Objects.requireNonNullElse(intent.getStatus(), "")) {
            case "succeeded" -> Stage.SUCCEEDED;
            case "canceled" -> Stage.CANCELLED;
            case "processing", "requires_capture" -> Stage.PROCESSING;
            default -> isOffSession(intent) ? Stage.FAILED : Stage.WAITING;
        };
    }

    private static boolean isOffSession(PaymentIntent intent) {
        var metadata = Objects.requireNonNullElse(intent.getMetadata(), Map.<String, String>of());
        return "true".equals(metadata.get(StripeProvider.OFF_SESSION));
    }

    private static @Nullable String failure(PaymentIntent intent) {
        var error = intent.getLastPaymentError();
        if (error != null) {
            return error.getCode();
        }
        return "requires_action".equals(intent.getStatus()) && isOffSession(intent) ? "authentication_required" : null;
    }

    private static @Nullable KeptMethod kept(PaymentIntent intent, Stage stage) {
        var method = intent.getPaymentMethodObject();
        boolean keeps = stage == Stage.SUCCEEDED && "off_session".equals(intent.getSetupFutureUsage());
        return method != null && keeps
                ? new KeptMethod(
                        method.getId(), intent.getCustomer(), kind(method), label(method), expires(method.getCard()))
                : null;
    }

    private static String kind(PaymentMethod method) {
        return Objects.requireNonNullElse(method.getType(), "other");
    }

    private static String label(PaymentMethod method) {
        var card = method.getCard();
        return card == null ? kind(method) : brand(card.getBrand()) + " •••• " + card.getLast4();
    }

    private static String brand(@Nullable String brand) {
        return brand == null || brand.isEmpty()
                ? "Card"
                : brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1);
    }

    private static @Nullable String expires(PaymentMethod.@Nullable Card card) {
        return card == null ? null : "%02d/%d".formatted(card.getExpMonth(), card.getExpYear());
    }
}
