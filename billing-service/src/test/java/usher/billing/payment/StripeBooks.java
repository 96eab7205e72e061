package usher.billing.payment;

import com.stripe.net.Webhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the stand-in for Stripe has on its books. */
public final class StripeBooks {
    public static final String VISA = "pm_card_visa";
    public static final String DECLINED = "pm_card_chargeDeclined";
    public static final String TO_BE_AUTHENTICATED = "pm_card_authenticationRequired";

    private static final Set<String> FAILING = Set.of(DECLINED, TO_BE_AUTHENTICATED);

    private final Map<String, JsonObject> intents = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> disputes = new ConcurrentHashMap<>();
    private final Set<String> exhausted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    /** Signs as Stripe does. */
    public static String signature(String body, String secret, long second) {
        try {
            return Webhook.Signature.generateSignatureHeader(body, secret, second);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonObject customer() {
        return new JsonObject().put("id", "cus_" + number()).put("object", "customer");
    }

    synchronized JsonObject intend(Map<String, String> form) {
        var id = "pi_" + number();
        var intent = new JsonObject()
                .put("id", id)
                .put("object", "payment_intent")
                .put("amount", Long.parseLong(form.get("amount")))
                .put("amount_received", 0)
                .put("currency", form.get("currency"))
                .put("status", "requires_payment_method")
                .put("client_secret", id + "_secret_" + number())
                .put("customer", form.get("customer"))
                .put("setup_future_usage", form.get("setup_future_usage"))
                .put("metadata", new JsonObject());
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                intent.getJsonObject("metadata").put(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
        intents.put(id, intent);
        if ("true".equals(form.get("confirm"))) {
            confirm(id, String.valueOf(form.get("payment_method")));
        }
        return intent.copy();
    }

    @Nullable
    JsonObject intent(String id) {
        var intent = intents.get(id);
        return intent == null ? null : intent.copy();
    }

    /** The payer, or our charge, has given this method. */
    public synchronized void confirm(String id, String method) {
        var intent = known(id);
        if (FAILING.contains(method) || exhausted.contains(method)) {
            var code = method.equals(TO_BE_AUTHENTICATED) ? "authentication_required" : "card_declined";
            intent.put(
                    "last_payment_error",
                    new JsonObject().put("type", "card_error").put("code", code));
            return;
        }
        intent.remove("last_payment_error");
        intent.put("status", "succeeded");
        intent.put("amount_received", intent.getLong("amount"));
        intent.put("payment_method", method(method, intent.getString("customer")));
        intent.put(
                "latest_charge",
                new JsonObject()
                        .put("id", "ch_" + number())
                        .put("object", "charge")
                        .put("payment_intent", id)
                        .put("amount_refunded", 0));
    }

    public void status(String id, String status) {
        known(id).put("status", status);
    }

    /** From now on, or no more, this method declines. */
    public void decline(String method, boolean declines) {
        if (declines) {
            exhausted.add(method);
        } else {
            exhausted.remove(method);
        }
    }

    public synchronized @Nullable JsonObject refund(String id, long amount) {
        var charge = known(id).getJsonObject("latest_charge");
        long refunded = charge.getLong("amount_refunded") + amount;
        if (refunded > known(id).getLong("amount_received")) {
            return null;
        }
        charge.put("amount_refunded", refunded);
        return new JsonObject()
                .put("id", "re_" + number())
                .put("object", "refund")
                .put("payment_intent", id)
                .put("status", "succeeded")
                .put("amount", amount);
    }

    /** The payer wants so much back through the bank. */
    public synchronized JsonObject dispute(String id, long amount) {
        var intent = known(id);
        var dispute = new JsonObject()
                .put("id", "dp_" + number())
                .put("object", "dispute")
                .put("payment_intent", id)
                .put("charge", intent.getJsonObject("latest_charge").getString("id"))
                .put("amount", amount)
                .put("currency", intent.getString("currency"))
                .put("status", "needs_response")
                .put("reason", "fraudulent")
                .put("created", 1_700_000_000)
                .put("balance_transactions", new JsonArray().add(moved(intent, -amount)));
        disputes.put(dispute.getString("id"), dispute);
        return dispute.copy();
    }

    /** It is {@code lost}, {@code won}, {@code warning_closed} or under way again. */
    public JsonObject judge(String dispute, String status) {
        var judged = Objects.requireNonNull(disputes.get(dispute), dispute);
        if (Set.of("won", "warning_closed").contains(status)) {
            reinstate(dispute, judged.getLong("amount"));
        }
        return judged.put("status", status).copy();
    }

    /** So much of what was withdrawn comes back, for example because it had been refunded before. */
    public void reinstate(String dispute, long amount) {
        var reinstated = Objects.requireNonNull(disputes.get(dispute), dispute);
        reinstated.getJsonArray("balance_transactions").add(moved(reinstated, amount));
    }

    private JsonObject moved(JsonObject in, long amount) {
        return new JsonObject()
                .put("id", "txn_" + number())
                .put("object", "balance_transaction")
                .put("reporting_category", amount < 0 ? "dispute" : "dispute_reversal")
                .put("currency", in.getString("currency"))
                .put("amount", amount)
                .put("fee", amount < 0 ? 1_500 : 0);
    }

    @Nullable
    JsonObject disputed(String id) {
        var dispute = disputes.get(id);
        return dispute == null ? null : dispute.copy();
    }

    public JsonObject charge(String id) {
        return known(id).getJsonObject("latest_charge").copy();
    }

    /** All that was taken less what was given back or lost, of those payments. */
    public long taken(List<String> ids) {
        long lost = disputes.values().stream()
                .filter(dispute -> ids.contains(dispute.getString("payment_intent"))
                        && dispute.getString("status").equals("lost"))
                .flatMap(dispute -> dispute.getJsonArray("balance_transactions").stream())
                .mapToLong(moved -> -((JsonObject) moved).getLong("amount"))
                .sum();
        return ids.stream()
                        .map(this::known)
                        .filter(intent -> intent.getString("status").equals("succeeded"))
                        .mapToLong(intent -> intent.getLong("amount_received")
                                - intent.getJsonObject("latest_charge").getLong("amount_refunded"))
                        .sum()
                - lost;
    }

    /** How many intents there are for a payment of ours: more than one would be a payer who pays twice. */
    public long of(String payment) {
        return intents.values().stream()
                .filter(intent ->
                        payment.equals(intent.getJsonObject("metadata").getString("usher_payment")))
                .count();
    }

    private JsonObject known(String id) {
        return Objects.requireNonNull(intents.get(id), id);
    }

    private JsonObject method(String id, @Nullable String customer) {
        return new JsonObject()
                .put("id", id.equals(VISA) ? "pm_" + number() : id)
                .put("object", "payment_method")
                .put("type", "card")
                .put("customer", customer)
                .put(
                        "card",
                        new JsonObject()
                                .put("brand", "visa")
                                .put("last4", "4242")
                                .put("exp_month", 4)
                                .put("exp_year", 2031));
    }

    private int number() {
        return numbers.incrementAndGet() + 100_000;
    }
}
