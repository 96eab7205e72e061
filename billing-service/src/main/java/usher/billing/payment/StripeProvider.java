package usher.billing.payment;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** Stripe, by PaymentIntents. */
@ApplicationScoped
class StripeProvider implements PaymentProvider {
    static final String NAME = "stripe";
    static final String SECRET_KEY = "secret_key";
    static final String WEBHOOK_SECRET = "webhook_secret";
    /** On intents that are charged with nobody present: they fail where others would wait for the payer. */
    static final String OFF_SESSION = "off_session";

    private static final long TOLERANCE_SECONDS = 300;
    private static final List<String> WITH = List.of("latest_charge", "payment_method");

    private final StripeCalls calls;
    private final InstantSource clock;

    StripeProvider(StripeCalls calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> settings() {
        return Set.of(SECRET_KEY, WEBHOOK_SECRET);
    }

    @Override
    public Uni<ProviderPayment> createPaymentIntent(ProviderSettings settings, Order order) {
        return calls.ask(settings, stripe -> {
            var intent = intent(order).setCustomer(payer(stripe, order));
            intent.setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                    .setEnabled(true)
                    .build());
            if (order.keep()) {
                intent.setSetupFutureUsage(PaymentIntentCreateParams.SetupFutureUsage.OFF_SESSION);
            }
            return StripeIntents.payment(create(stripe, intent.build(), order));
        });
    }

    @Override
    public Uni<ProviderPayment> processPayment(ProviderSettings settings, Order order, String method) {
        return calls.ask(settings, stripe -> {
            var intent = intent(order)
                    .setCustomer(order.payer())
                    .setPaymentMethod(method)
                    .setConfirm(true)
                    .setOffSession(true)
                    .setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                            .setEnabled(true)
                            .setAllowRedirects(PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects.NEVER)
                            .build())
                    .putMetadata(OFF_SESSION, "true");
            try {
                return StripeIntents.payment(create(stripe, intent.build(), order));
            } catch (CardException declined) {
                return StripeIntents.declined(declined);
            }
        });
    }

    @Override
    public Uni<ProviderPayment> refundPayment(
            ProviderSettings settings, String providerId, String refund, long amountMinor, String currency) {
        var wanted = RefundCreateParams.builder()
                .setPaymentIntent(providerId)
                .setAmount(StripeAmounts.toStripe(amountMinor, currency))
                .build();
        return calls.ask(settings, stripe -> {
            stripe.v1().refunds().create(wanted, once(refund));
            return StripeIntents.payment(retrieve(stripe, providerId));
        });
    }

    @Override
    public Uni<ProviderPayment> getPaymentStatus(ProviderSettings settings, String providerId) {
        return calls.ask(settings, stripe -> StripeIntents.payment(retrieve(stripe, providerId)));
    }

    @Override
    public Uni<ProviderDispute> getDispute(ProviderSettings settings, String disputeId) {
        return calls.ask(
                settings,
                stripe -> StripeDisputes.dispute(stripe.v1().disputes().retrieve(disputeId)));
    }

    @Override
    public Uni<Optional<Told>> verified(ProviderSettings settings, MultiMap headers, byte[] body) {
        return Uni.createFrom().item(() -> {
            var text = new String(body, StandardCharsets.UTF_8);
            try {
                Webhook.Signature.verifyHeader(
                        text,
                        Optional.ofNullable(headers.get("Stripe-Signature")).orElse(""),
                        settings.get(WEBHOOK_SECRET),
                        TOLERANCE_SECONDS,
                        clock.withZone(ZoneOffset.UTC));
                return about(new JsonObject(text));
            } catch (SignatureVerificationException | DecodeException | ClassCastException forged) {
                throw new Refusal("signature-invalid", 401, "This was not signed by the provider a short while ago.");
            }
        });
    }

    private static Optional<Told> about(JsonObject event) {
        var object = event.getJsonObject("data", new JsonObject()).getJsonObject("object", new JsonObject());
        var kind = object.getString("object", "");
        if (kind.equals("dispute")) {
            return Optional.ofNullable(object.getString("id")).map(Told.OfDispute::new);
        }
        var payment = object.getString(kind.equals("payment_intent") ? "id" : "payment_intent");
        return Optional.ofNullable(payment).map(Told.OfPayment::new);
    }

    private static PaymentIntentCreateParams.Builder intent(Order order) {
        var currency = order.amount().currency().getCurrencyCode();
        return PaymentIntentCreateParams.builder()
                .setAmount(StripeAmounts.toStripe(order.amount().minor(), currency))
                .setCurrency(currency.toLowerCase(Locale.ROOT))
                .setDescription(order.description())
                .putMetadata("usher_payment", order.id().toString())
                .putMetadata("usher_tenant", order.tenant().toString())
                .addAllExpand(WITH);
    }

    /** A method is kept with a customer, whom Stripe knows afterwards. */
    private static @Nullable String payer(StripeClient stripe, Order order) throws StripeException {
        if (order.payer() != null || !order.keep()) {
            return order.payer();
        }
        var customer = CustomerCreateParams.builder()
                .putMetadata("usher_tenant", order.tenant().toString())
                .build();
        return stripe.v1()
                .customers()
                .create(customer, once(order.id() + "-customer"))
                .getId();
    }

    private static PaymentIntent create(StripeClient stripe, PaymentIntentCreateParams intent, Order order)
            throws StripeException {
        return stripe.v1().paymentIntents().create(intent, once(order.id().toString()));
    }

    private static PaymentIntent retrieve(StripeClient stripe, String id) throws StripeException {
        var with = PaymentIntentRetrieveParams.builder().addAllExpand(WITH).build();
        return stripe.v1().paymentIntents().retrieve(id, with);
    }

    private static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }
}
