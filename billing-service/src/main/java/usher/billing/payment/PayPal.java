package usher.billing.payment;

import com.paypal.sdk.models.AmountWithBreakdown;
import com.paypal.sdk.models.CaptureOrderInput;
import com.paypal.sdk.models.CheckoutPaymentIntent;
import com.paypal.sdk.models.CreateOrderInput;
import com.paypal.sdk.models.GetOrderInput;
import com.paypal.sdk.models.Money;
import com.paypal.sdk.models.OrderCaptureRequest;
import com.paypal.sdk.models.OrderRequest;
import com.paypal.sdk.models.PaymentSource;
import com.paypal.sdk.models.PaypalExperienceUserAction;
import com.paypal.sdk.models.PaypalPaymentTokenUsageType;
import com.paypal.sdk.models.PaypalWallet;
import com.paypal.sdk.models.PaypalWalletAttributes;
import com.paypal.sdk.models.PaypalWalletContextShippingPreference;
import com.paypal.sdk.models.PaypalWalletCustomerRequest;
import com.paypal.sdk.models.PaypalWalletExperienceContext;
import com.paypal.sdk.models.PaypalWalletVaultInstruction;
import com.paypal.sdk.models.PurchaseUnitRequest;
import com.paypal.sdk.models.RefundCapturedPaymentInput;
import com.paypal.sdk.models.RefundRequest;
import com.paypal.sdk.models.StoreInVaultInstruction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PayPal, by its Orders API v2 and its own SDK. A payment is an order: the payer agrees to it in a browser, and the money is taken when its state is
 * looked up after that. See developer.paypal.com/docs/api/orders/v2.
 */
@ApplicationScoped
class PayPal implements PaymentProvider {
    static final String CLIENT_ID = "client_id";
    static final String CLIENT_SECRET = "client_secret";
    static final String WEBHOOK_ID = "webhook_id";
    /** Begins the names of refunds that were asked for here. A refund may also carry the name of its payment. */
    static final String REFUND = "refund-";

    private static final String JSON = "application/json";
    private static final String WHOLE = "return=representation";
    private static final int LONGEST_DESCRIPTION = 127;

    private final PayPalCalls calls;
    private final PayPalWebhook webhook;
    private final PayPalDisputes disputes;

    PayPal(PayPalCalls calls, PayPalWebhook webhook, PayPalDisputes disputes) {
        this.calls = calls;
        this.webhook = webhook;
        this.disputes = disputes;
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
        return create(settings, order, null).map(PayPalOrder::payment);
    }

    @Override
    public Uni<ProviderPayment> processPayment(ProviderSettings settings, Order order, String method) {
        return create(settings, order, method)
                .chain(created -> taken(settings, created))
                .map(PayPalOrder::payment);
    }

    @Override
    public Uni<ProviderPayment> refundPayment(
            ProviderSettings settings, String providerId, String refund, long amountMinor, String currency) {
        return Uni.createFrom()
                .item(() -> PayPalAmount.of(usher.contracts.money.Money.of(amountMinor, currency)))
                .chain(amount -> read(settings, providerId)
                        .map(PayPal::captured)
                        .chain(capture -> calls.ask(
                                settings,
                                paypal -> paypal.getPaymentsController()
                                        .refundCapturedPayment(back(capture, refund, amount)))))
                .chain(() -> read(settings, providerId))
                .chain(order -> whole(settings, order));
    }

    /** Takes the money of an order that the payer has agreed to. */
    @Override
    public Uni<ProviderPayment> getPaymentStatus(ProviderSettings settings, String providerId) {
        return read(settings, providerId).chain(order -> taken(settings, order)).chain(order -> whole(settings, order));
    }

    /** What went back without being asked for here may be a dispute's money: PayPal is asked about those too. */
    private Uni<ProviderPayment> whole(ProviderSettings settings, PayPalOrder order) {
        var capture = order.capture();
        boolean unasked = order.refunds().stream().anyMatch(refund -> refund.asked() == null);
        return capture == null || !unasked
                ? Uni.createFrom().item(order.payment())
                : disputes.ofCapture(settings, safe(String.valueOf(capture.getId())), order.id())
                        .map(order::with);
    }

    @Override
    public Uni<ProviderDispute> getDispute(ProviderSettings settings, String disputeId) {
        return Uni.createFrom().deferred(() -> disputes.get(settings, disputeId));
    }

    @Override
    public Uni<Optional<Told>> verified(ProviderSettings settings, MultiMap headers, byte[] body) {
        return webhook.verified(settings, headers, body);
    }

    private Uni<PayPalOrder> create(ProviderSettings settings, Order order, @Nullable String method) {
        return Uni.createFrom()
                .item(() -> wanted(order, method))
                .chain(wanted -> calls.ask(
                        settings, paypal -> paypal.getOrdersController().createOrder(wanted)))
                .map(PayPalOrder::new);
    }

    private Uni<PayPalOrder> read(ProviderSettings settings, String id) {
        var wanted = new GetOrderInput.Builder(safe(id)).build();
        return calls.ask(settings, paypal -> paypal.getOrdersController().getOrder(wanted))
                .map(PayPalOrder::new);
    }

    /** Whoever asks for it, and however often, the money is taken once. */
    private Uni<PayPalOrder> taken(ProviderSettings settings, PayPalOrder order) {
        if (!order.isApproved()) {
            return Uni.createFrom().item(order);
        }
        var wanted = new CaptureOrderInput.Builder(safe(order.id()), JSON)
                .paypalRequestId("capture-" + order.id())
                .prefer(WHOLE)
                .body(new OrderCaptureRequest())
                .build();
        return calls.ask(settings, paypal -> paypal.getOrdersController().captureOrder(wanted))
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
        return safe(String.valueOf(capture.getId()));
    }

    private static CreateOrderInput wanted(Order order, @Nullable String method) {
        var amount = PayPalAmount.of(order.amount());
        var unit = new PurchaseUnitRequest.Builder(
                        new AmountWithBreakdown.Builder(amount.currency(), amount.value()).build())
                .customId(order.id().toString())
                .description(shortened(order.description()))
                .build();
        var source = new PaymentSource.Builder()
                .paypal(method == null ? agreed(order) : kept(method))
                .build();
        return new CreateOrderInput.Builder(
                        JSON,
                        new OrderRequest.Builder(CheckoutPaymentIntent.CAPTURE, List.of(unit))
                                .paymentSource(source)
                                .build())
                .paypalRequestId(order.id().toString())
                .prefer(WHOLE)
                .build();
    }

    private static PaypalWallet kept(String method) {
        return new PaypalWallet.Builder().vaultId(method).build();
    }

    /** The payer agrees in a browser, and what they pay with is kept if that is wanted. */
    private static PaypalWallet agreed(Order order) {
        var wallet = new PaypalWallet.Builder().experienceContext(experience(order.returnTo()));
        if (order.keep()) {
            var attributes = new PaypalWalletAttributes.Builder()
                    .vault(new PaypalWalletVaultInstruction.Builder(PaypalPaymentTokenUsageType.MERCHANT)
                            .storeInVault(StoreInVaultInstruction.ON_SUCCESS)
                            .build());
            if (order.payer() != null) {
                attributes.customer(new PaypalWalletCustomerRequest.Builder()
                        .id(order.payer())
                        .build());
            }
            wallet.attributes(attributes.build());
        }
        return wallet.build();
    }

    private static PaypalWalletExperienceContext experience(@Nullable String returnTo) {
        var experience = new PaypalWalletExperienceContext.Builder()
                .userAction(PaypalExperienceUserAction.PAY_NOW)
                .shippingPreference(PaypalWalletContextShippingPreference.NO_SHIPPING);
        return returnTo == null
                ? experience.build()
                : experience.returnUrl(returnTo).cancelUrl(returnTo).build();
    }

    private static RefundCapturedPaymentInput back(String capture, String refund, PayPalAmount amount) {
        return new RefundCapturedPaymentInput.Builder(capture, JSON)
                .paypalRequestId(refund)
                .prefer(WHOLE)
                .body(new RefundRequest.Builder()
                        .amount(new Money.Builder(amount.currency(), amount.value()).build())
                        .customId(REFUND + refund)
                        .build())
                .build();
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
