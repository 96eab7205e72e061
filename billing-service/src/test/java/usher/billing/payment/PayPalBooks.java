package usher.billing.payment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the stand-in for PayPal has on its books. */
public final class PayPalBooks {
    private final Map<String, JsonObject> orders = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> disputes = new ConcurrentHashMap<>();
    private final Set<String> unfunded = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger(100_000);
    volatile String capturing = "COMPLETED";

    JsonObject order(String id) {
        return Objects.requireNonNull(orders.get(id), id);
    }

    boolean knows(String id) {
        return orders.containsKey(id);
    }

    boolean refuses(String id) {
        return capturing.equals("INSTRUMENT_DECLINED") || unfunded.contains(id);
    }

    @Nullable
    JsonObject disputed(String id) {
        return disputes.get(id);
    }

    /** As PayPal would tell it. */
    public void disputes(JsonObject dispute) {
        disputes.put(dispute.getString("dispute_id"), dispute);
    }

    /** The payer agrees in the browser. */
    public void approve(String id) {
        unfunded.remove(id);
        order(id).put("status", "APPROVED");
    }

    /** The payer agrees, with an account that has nothing in it. */
    public void approveInVain(String id) {
        approve(id);
        unfunded.add(id);
    }

    /** The seller gives a part back on PayPal's own pages. */
    public void refund(String id, String value) {
        var payments = payments(order(id));
        var refunds = payments.getJsonArray("refunds", new JsonArray());
        var amount = new JsonObject().put("currency_code", "USD").put("value", value);
        payments.put(
                "refunds",
                refunds.add(new JsonObject()
                        .put("id", "1JU089027816" + numbers.incrementAndGet())
                        .put("status", "COMPLETED")
                        .put("amount", amount)));
    }

    public String capture(String id) {
        return payments(order(id)).getJsonArray("captures").getJsonObject(0).getString("id");
    }

    /** All that was captured less what was given back or lost, of those orders. */
    public long taken(List<String> ids) {
        return ids.stream().mapToLong(this::left).sum();
    }

    private long left(String id) {
        var payments = payments(order(id));
        long lost = disputes.values().stream()
                .filter(dispute -> dispute.encode().contains(capture(id))
                        && dispute.encode().contains("BUYER_FAVOUR"))
                .mapToLong(dispute -> minor(dispute.getJsonObject("dispute_amount")))
                .sum();
        long refunded = payments.getJsonArray("refunds", new JsonArray()).stream()
                .mapToLong(refund -> minor(((JsonObject) refund).getJsonObject("amount")))
                .sum();
        return minor(payments.getJsonArray("captures").getJsonObject(0).getJsonObject("amount")) - refunded - lost;
    }

    private static long minor(JsonObject amount) {
        return PayPalAmount.minor(amount.getString("currency_code"), amount.getString("value"));
    }

    static JsonObject payments(JsonObject order) {
        return order.getJsonArray("purchase_units").getJsonObject(0).getJsonObject("payments");
    }

    String open(JsonObject wanted) {
        var id = "5O190127TN36471" + numbers.incrementAndGet();
        var paypal = wanted.getJsonObject("payment_source").getJsonObject("paypal");
        var order = new JsonObject()
                .put("id", id)
                .put("intent", wanted.getString("intent"))
                .put("status", "PAYER_ACTION_REQUIRED")
                .put("purchase_units", wanted.getJsonArray("purchase_units"))
                .put(
                        "links",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("href", "https://www.paypal.com/checkoutnow?token=" + id)
                                        .put("rel", "payer-action")
                                        .put("method", "GET")));
        orders.put(id, order);
        if (paypal.containsKey("vault_id")) {
            pay(order);
        } else if (paypal.containsKey("attributes")) {
            order.put("payment_source", new JsonObject().put("paypal", vaulted()));
        }
        return id;
    }

    private static JsonObject vaulted() {
        return new JsonObject()
                .put("email_address", "dana@example.com")
                .put(
                        "attributes",
                        new JsonObject()
                                .put(
                                        "vault",
                                        new JsonObject()
                                                .put("id", "8kk845")
                                                .put("status", "VAULTED")
                                                .put("customer", new JsonObject().put("id", "customer_4029"))));
    }

    void pay(JsonObject order) {
        var unit = order.getJsonArray("purchase_units").getJsonObject(0);
        var capture = new JsonObject()
                .put("id", "3C679366HH90899" + numbers.incrementAndGet())
                .put("status", capturing)
                .put("status_details", new JsonObject().put("reason", "DECLINED_BY_RISK_FRAUD_FILTERS"))
                .put("amount", unit.getJsonObject("amount"));
        unit.put("payments", new JsonObject().put("captures", new JsonArray().add(capture)));
        order.put("status", "COMPLETED");
    }

    JsonObject ofCapture(String id) {
        return orders.values().stream()
                .filter(order -> order.encode().contains(id))
                .findFirst()
                .orElseThrow();
    }

    static JsonObject related(String order) {
        return new JsonObject().put("related_ids", new JsonObject().put("order_id", order));
    }
}
