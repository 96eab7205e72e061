package usher.billing.payment;

import com.paypal.sdk.models.CaptureStatus;
import com.paypal.sdk.models.CaptureStatusDetails;
import com.paypal.sdk.models.LinkDescription;
import com.paypal.sdk.models.Order;
import com.paypal.sdk.models.OrderStatus;
import com.paypal.sdk.models.OrdersCapture;
import com.paypal.sdk.models.PaymentCollection;
import com.paypal.sdk.models.PaymentSourceResponse;
import com.paypal.sdk.models.PaypalWalletAttributesResponse;
import com.paypal.sdk.models.PaypalWalletCustomer;
import com.paypal.sdk.models.PaypalWalletResponse;
import com.paypal.sdk.models.PaypalWalletVaultStatus;
import com.paypal.sdk.models.PurchaseUnit;
import com.paypal.sdk.models.Refund;
import com.paypal.sdk.models.RefundStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.ProviderPayment.KeptMethod;
import usher.billing.payment.ProviderPayment.Stage;

/** An order of PayPal's Orders API v2, as it stands there. An order of ours has one purchase unit and one capture that counts. */
record PayPalOrder(Order order) {
    private static final Set<RefundStatus> RETURNED = Set.of(RefundStatus.COMPLETED, RefundStatus.PENDING);
    private static final Set<CaptureStatus> IN_VAIN = Set.of(CaptureStatus.DECLINED, CaptureStatus.FAILED);

    String id() {
        return Objects.requireNonNullElse(order.getId(), "");
    }

    /** The payer has agreed; the money is not taken yet. */
    boolean isApproved() {
        return order.getStatus() == OrderStatus.APPROVED && capture() == null;
    }

    /** The capture that was taken, or the last one that was tried. */
    @Nullable
    OrdersCapture capture() {
        var all = payments(PaymentCollection::getCaptures).toList();
        return all.stream()
                .filter(capture -> !IN_VAIN.contains(status(capture)))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getLast());
    }

    /** What went back, singly. */
    List<GivenBack.Refund> refunds() {
        return payments(PaymentCollection::getRefunds)
                .filter(refund -> refund.getStatus() != null && RETURNED.contains(refund.getStatus()))
                .map(PayPalOrder::refund)
                .toList();
    }

    private static GivenBack.Refund refund(Refund refund) {
        var name = Objects.requireNonNullElse(refund.getCustomId(), "");
        return new GivenBack.Refund(
                refund.getId(),
                name.startsWith(PayPal.REFUND) ? name.substring(PayPal.REFUND.length()) : null,
                PayPalAmount.minor(
                        refund.getAmount().getCurrencyCode(), refund.getAmount().getValue()),
                refund.getCreateTime() == null
                        ? Instant.EPOCH
                        : OffsetDateTime.parse(refund.getCreateTime()).toInstant());
    }

    ProviderPayment payment() {
        return with(List.of());
    }

    ProviderPayment with(List<ProviderDispute> disputes) {
        var amount = unit().map(PurchaseUnit::getAmount)
                .orElseThrow(() -> new ProviderFault(false, "provider-unreadable", null));
        var stage = stage();
        return new ProviderPayment(
                id(),
                stage,
                PayPalAmount.minor(amount.getCurrencyCode(), amount.getValue()),
                GivenBack.each(refunds(), disputes),
                amount.getCurrencyCode(),
                stage == Stage.WAITING ? link() : null,
                method(),
                stage == Stage.FAILED ? failure() : null);
    }

    private Stage stage() {
        var capture = capture();
        if (capture != null) {
            return switch (status(capture)) {
                case COMPLETED, PARTIALLY_REFUNDED, REFUNDED -> Stage.SUCCEEDED;
                case DECLINED, FAILED -> Stage.FAILED;
                default -> Stage.PROCESSING;
            };
        }
        return switch (Objects.requireNonNullElse(order.getStatus(), OrderStatus._UNKNOWN)) {
            case CREATED, SAVED, PAYER_ACTION_REQUIRED -> Stage.WAITING;
            case VOIDED -> Stage.CANCELLED;
            default -> Stage.PROCESSING;
        };
    }

    /** Where the payer agrees. */
    @Nullable
    String link() {
        return some(order.getLinks())
                .filter(link -> Set.of("payer-action", "approve").contains(String.valueOf(link.getRel())))
                .map(LinkDescription::getHref)
                .findFirst()
                .orElse(null);
    }

    private String failure() {
        var capture = Optional.ofNullable(capture());
        return capture.map(OrdersCapture::getStatusDetails)
                .map(CaptureStatusDetails::getReason)
                .map(Object::toString)
                .or(() -> capture.map(tried -> status(tried).toString()))
                .orElse("failed");
    }

    /** What was kept for later; the address is shown so far that its owner knows it. */
    private @Nullable KeptMethod method() {
        var paypal = Optional.ofNullable(order.getPaymentSource()).map(PaymentSourceResponse::getPaypal);
        var vault = paypal.map(PaypalWalletResponse::getAttributes).map(PaypalWalletAttributesResponse::getVault);
        if (vault.isEmpty()
                || vault.get().getId() == null
                || vault.get().getStatus() != PaypalWalletVaultStatus.VAULTED) {
            return null;
        }
        var payer = Optional.ofNullable(vault.get().getCustomer())
                .map(PaypalWalletCustomer::getId)
                .orElse(null);
        var address = paypal.map(PaypalWalletResponse::getEmailAddress).orElse("");
        int at = address.indexOf('@');
        var label = at < 1 ? "PayPal" : "PayPal " + address.charAt(0) + "•••" + address.substring(at);
        return new KeptMethod(vault.get().getId(), payer, "paypal", label, null);
    }

    private static CaptureStatus status(OrdersCapture capture) {
        return Objects.requireNonNullElse(capture.getStatus(), CaptureStatus._UNKNOWN);
    }

    private Optional<PurchaseUnit> unit() {
        return some(order.getPurchaseUnits()).findFirst();
    }

    private <T> Stream<T> payments(Function<PaymentCollection, List<T>> kind) {
        return unit().map(PurchaseUnit::getPayments).stream().flatMap(payments -> some(kind.apply(payments)));
    }

    private static <T> Stream<T> some(@Nullable List<T> list) {
        return list == null ? Stream.of() : list.stream();
    }
}
