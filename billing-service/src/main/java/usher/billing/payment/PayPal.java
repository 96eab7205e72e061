package usher.billing.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.PayPalApi.Call;
import usher.contracts.money.Money;

/**
 * PayPal, by its Orders API v2. A payment is an order: the payer agrees to it in a browser, and the money is taken when its state is
 * looked up after that. See developer.paypal.com/docs/api/orders/v2.
 */
@ApplicationScoped
class PayPal implements PaymentProvider {
    static final String CLIENT_ID = "client_id";
    static final String CLIENT_SECRET = "client_secret";
    static final String WEBHOOK_ID = "webhook_id";
    private static final String ORDERS = "/v2/checkout/orders";
    private static final int LONGEST_DESCRIPTION = 127;

    private final PayPalApi api;
    private final PayPalWebhook webhook;

    PayPal(PayPalApi api, PayPalWebhook webhook) {
        this.api = api;
        this.webhook = webhook;
    }

    @Override
    public String name() {
        return "paypal";
    }

    @Override
    public Set<String> settings() {
        return Set.of(CLIENT_ID, CLIENT_SECRET, WEBHOOK_ID);
    }

    @Override
    public Uni<ProviderPayment> createPaymentIntent(ProviderSettings settings, Order order) {
        var source = new JsonObject().put("experience_context", experience(order.returnTo()));
        if (order.keep()) {
            var attributes = new JsonObject()
                    .put(
                            "vault",
                            new JsonObject().put("store_in_vault", "ON_SUCCESS").put("usage_type", "MERCHANT"));
            if (order.payer() != null) {
                attributes.put("customer", new JsonObject().put("id", order.payer()));
            }
            source.put("attributes", attributes);
        }
        return create(settings, order, source).map(PayPalOrder::payment);
    }

    @Override
    public Uni<ProviderPayment> processPayment(ProviderSettings settings, Order order, String method) {
        return create(settings, order, new JsonObject().put("vault_id", method))
                .chain(created -> taken(settings, created))
                .map(PayPalOrder::payment);
    }

    @Override
    public Uni<ProviderPayment> refundPayment(
            ProviderSettings settings, String providerId, String refund, long amountMinor, String currency) {
        return Uni.createFrom()
                .item(() -> new JsonObject().put("amount", PayPalAmount.json(Money.of(amountMinor, currency))))
                .chain(body -> read(settings, providerId)
                        .map(PayPal::captured)
                        .chain(capture -> api.ask(
                                settings, Call.post("/v2/payments/captures/" + capture + "/refund", refund, body))))
                .chain(() -> read(settings, providerId))
                .map(PayPalOrder::payment);
    }

    /** Takes the money of an order that the payer has agreed to. */
    @Override
    public Uni<ProviderPayment> getPaymentStatus(ProviderSettings settings, String providerId) {
        return read(settings, providerId).chain(order -> taken(settings, order)).map(PayPalOrder::payment);
    }

    @Override
    public Uni<Optional<String>> verified(ProviderSettings settings, MultiMap headers, byte[] body) {
        return webhook.verified(settings, headers, body);
    }

    private Uni<PayPalOrder> create(ProviderSettings settings, Order order, JsonObject paypal) {
        return Uni.createFrom()
                .item(() -> new JsonObject()
                        .put("intent", "CAPTURE")
                        .put(
                                "purchase_units",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("custom_id", order.id().toString())
                                                .put("description", shortened(order.description()))
                                                .put("amount", PayPalAmount.json(order.amount()))))
                        .put("payment_source", new JsonObject().put("paypal", paypal)))
                .chain(body -> api.ask(settings, Call.post(ORDERS, order.id().toString(), body)))
                .map(PayPalOrder::new);
    }

    private Uni<PayPalOrder> read(ProviderSettings settings, String id) {
        return api.ask(settings, Call.get(ORDERS + "/" + safe(id))).map(PayPalOrder::new);
    }

    /** Whoever asks for it, and however often, the money is taken once. */
    private Uni<PayPalOrder> taken(ProviderSettings settings, PayPalOrder order) {
        if (!order.isApproved()) {
            return Uni.createFrom().item(order);
        }
        var path = ORDERS + "/" + safe(order.id()) + "/capture";
        return api.ask(settings, Call.post(path, "capture-" + order.id(), new JsonObject()))
                .map(PayPalOrder::new)
                .onFailure(PayPal::isSettledOtherwise)
                .recoverWithUni(fault -> read(settings, order.id()));
    }

    /** Somebody else took it meanwhile, or the payer has to choose another way to pay: the order tells. */
    private static boolean isSettledOtherwise(Throwable failure) {
        return failure instanceof ProviderFault fault
                && Set.of("ORDER_ALREADY_CAPTURED", "INSTRUMENT_DECLINED", "PAYER_ACTION_REQUIRED")
                        .contains(fault.code());
    }

    private static String captured(PayPalOrder order) {
        var capture = order.capture();
        if (capture == null) {
            throw new ProviderFault(true, "not-captured", null);
        }
        return safe(capture.getString("id", ""));
    }

    private static JsonObject experience(@Nullable String returnTo) {
        var experience = new JsonObject().put("user_action", "PAY_NOW").put("shipping_preference", "NO_SHIPPING");
        return returnTo == null
                ? experience
                : experience.put("return_url", returnTo).put("cancel_url", returnTo);
    }

    private static String shortened(String description) {
        return description.length() <= LONGEST_DESCRIPTION
                ? description
                : description.substring(0, LONGEST_DESCRIPTION);
    }

    /** It stands in a path. */
    private static String safe(String id) {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new ProviderFault(true, "payment-unknown", null);
        }
        return id;
    }
}
