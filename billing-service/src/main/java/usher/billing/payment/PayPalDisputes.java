package usher.billing.payment;

import com.paypal.sdk.models.CapturedPayment;
import com.paypal.sdk.models.GetCapturedPaymentInput;
import com.paypal.sdk.models.PaymentSupplementaryData;
import com.paypal.sdk.models.RelatedIdentifiers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.PayPalApi.Call;
import usher.billing.payment.ProviderDispute.Outcome;

/**
 * PayPal's disputes, of which its SDK knows nothing, and the orders that captures belong to. See
 * developer.paypal.com/docs/api/customer-disputes/v1.
 */
@ApplicationScoped
class PayPalDisputes {
    private static final Set<String> LOST = Set.of("RESOLVED_BUYER_FAVOUR", "ACCEPTED");

    private final PayPalApi api;
    private final PayPalCalls calls;

    PayPalDisputes(PayPalApi api, PayPalCalls calls) {
        this.api = api;
        this.calls = calls;
    }

    Uni<ProviderDispute> get(ProviderSettings settings, String id) {
        return details(settings, id)
                .chain(dispute -> payment(settings, dispute).map(payment -> read(dispute, payment)));
    }

    /** Those about a capture of this order; none where the seller's account may not ask for them. */
    Uni<List<ProviderDispute>> ofCapture(ProviderSettings settings, String capture, String order) {
        var all =
                new Call(HttpMethod.GET, "/v1/customer/disputes?page_size=50&disputed_transaction_id=" + capture, null);
        return api.ask(settings, all)
                .map(PayPalDisputes::ids)
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(id -> details(settings, id))
                        .map(dispute -> read(dispute, order))
                        .collect()
                        .asList())
                .onFailure(failure -> failure instanceof ProviderFault fault && fault.declined())
                .recoverWithItem(List.of());
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("items", new JsonArray()).stream()
                .filter(JsonObject.class::isInstance)
                .map(item -> ((JsonObject) item).getString("dispute_id", ""))
                .toList();
    }

    private Uni<JsonObject> details(ProviderSettings settings, String id) {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new ProviderFault(true, "dispute-unknown", null);
        }
        return api.ask(settings, new Call(HttpMethod.GET, "/v1/customer/disputes/" + id, null));
    }

    /** The order that a capture is of, if PayPal says so. */
    Uni<Optional<String>> orderOf(ProviderSettings settings, String capture) {
        return calls.ask(
                        settings,
                        paypal -> paypal.getPaymentsController()
                                .getCapturedPayment(new GetCapturedPaymentInput.Builder(capture).build()))
                .map(PayPalDisputes::order);
    }

    private static Optional<String> order(CapturedPayment capture) {
        return Optional.ofNullable(capture.getSupplementaryData())
                .map(PaymentSupplementaryData::getRelatedIds)
                .map(RelatedIdentifiers::getOrderId);
    }

    /** What is disputed may be no order: then it is none of ours. */
    private Uni<String> payment(ProviderSettings settings, JsonObject dispute) {
        var capture = capture(dispute);
        return capture == null
                ? Uni.createFrom().item("")
                : orderOf(settings, capture)
                        .map(order -> order.orElse(""))
                        .onFailure(failure -> failure instanceof ProviderFault fault
                                && fault.declined()
                                && !fault.code().equals("credentials-refused"))
                        .recoverWithItem("");
    }

    private static @Nullable String capture(JsonObject dispute) {
        for (var transaction : dispute.getJsonArray("disputed_transactions", new JsonArray())) {
            if (transaction instanceof JsonObject disputed) {
                var id = disputed.getString("seller_transaction_id", "");
                return id.matches("[A-Za-z0-9]{1,64}") ? id : null;
            }
        }
        return null;
    }

    private static ProviderDispute read(JsonObject dispute, String payment) {
        var wanted = dispute.getJsonObject("dispute_amount", new JsonObject());
        var end = dispute.getJsonObject("dispute_outcome", new JsonObject());
        var outcome = outcome(dispute, end);
        var amount = outcome == Outcome.LOST ? end.getJsonObject("amount_refunded", wanted) : wanted;
        var currency = amount.getString("currency_code");
        long told = PayPalAmount.minor(currency, amount.getString("value"));
        return new ProviderDispute(
                dispute.getString("dispute_id"),
                payment,
                outcome,
                outcome == Outcome.LOST ? taken(dispute, currency).orElse(told) : told,
                currency,
                dispute.getString("reason"),
                OffsetDateTime.parse(dispute.getString("create_time")).toInstant());
    }

    /** What the payer gets, PayPal may pay; what the seller loses is among the movements, where these are told. They have no names. */
    private static OptionalLong taken(JsonObject dispute, String currency) {
        var movements =
                dispute.getJsonArray("fund_movements", dispute.getJsonArray("money_movements", new JsonArray()));
        long taken = 0;
        for (var each : movements) {
            if (each instanceof JsonObject movement && isSettlement(movement)) {
                var amount = movement.getJsonObject("amount", new JsonObject());
                if (!currency.equals(amount.getString("currency_code"))) {
                    return OptionalLong.empty();
                }
                long minor = PayPalAmount.minor(currency, amount.getString("value"));
                taken += "CREDIT".equals(movement.getString("type")) ? -minor : minor;
            }
        }
        return movements.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, taken));
    }

    private static boolean isSettlement(JsonObject movement) {
        return "SELLER".equals(movement.getString("party", movement.getString("affected_party")))
                && "DISPUTE_SETTLEMENT".equals(movement.getString("reason"));
    }

    private static Outcome outcome(JsonObject dispute, JsonObject end) {
        if (!"RESOLVED".equals(dispute.getString("status"))) {
            return Outcome.OPEN;
        }
        return LOST.contains(end.getString("outcome_code", "")) ? Outcome.LOST : Outcome.WON;
    }
}
