package usher.billing.payment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the stand-in for PayPal has on its books. */
public final class PayPalBooks {
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    private final Map<String, JsonObject> orders = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> disputes = new ConcurrentHashMap<>();
    /** What left the seller's account, by order. */
    private final Map<String, Long> gone = new ConcurrentHashMap<>();

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
        gone.merge(id, minor(money(value)), Long::sum);
        list(id, money(value), null);
    }

    /** As asked for by its API; null if that is more than is left. */
    @Nullable
    JsonObject giveBack(String capture, JsonObject wanted) {
        var id = ofCapture(capture).getString("id");
        long amount = minor(wanted.getJsonObject("amount"));
        if (amount > captured(id) - gone.getOrDefault(id, 0L)) {
            return null;
        }
        gone.merge(id, amount, Long::sum);
        return list(id, wanted.getJsonObject("amount"), wanted.getString("custom_id"));
    }

    /** A payer wants so much back; {@code held}: PayPal takes it out of the capture at once, and lists that as a refund. */
    public JsonObject dispute(String id, String value, boolean held) {
        var dispute = new JsonObject()
                .put("dispute_id", "PP-D-" + numbers.incrementAndGet())
                .put("create_time", now())
                .put("status", "OPEN")
                .put("reason", "UNAUTHORISED")
                .put("dispute_amount", money(value))
                .put(
                        "disputed_transactions",
                        new JsonArray().add(new JsonObject().put("seller_transaction_id", capture(id))));
        disputes(dispute);
        if (held) {
            dispute.put("held", list(id, money(value), null).getString("id"));
        }
        payments(order(id)).getJsonArray("captures").getJsonObject(0).put("status", "PARTIALLY_REFUNDED");
        return dispute.copy();
    }

    /** PayPal takes the money for the payer, if it does not hold it already; {@code listed}: among the capture's refunds. */
    public JsonObject lose(String order, String id, boolean listed) {
        var dispute = Objects.requireNonNull(disputes.get(id), id);
        var amount = dispute.getJsonObject("dispute_amount");
        gone.merge(order, minor(amount), Long::sum);
        if (listed && !dispute.containsKey("held")) {
            list(order, amount, null);
        }
        return end(dispute, "RESOLVED_BUYER_FAVOUR")
                .put(
                        "fund_movements",
                        new JsonArray()
                                .add(settlement("BUYER", "CREDIT", amount))
                                .add(settlement("SELLER", "DEBIT", amount)))
                .copy();
    }

    /** The seller has given the money back meanwhile: there is none to be taken. */
    public JsonObject yield(String id) {
        return end(Objects.requireNonNull(disputes.get(id), id), "RESOLVED_BUYER_FAVOUR")
                .copy();
    }

    /** What was held comes back. */
    public JsonObject win(String order, String id) {
        var dispute = Objects.requireNonNull(disputes.get(id), id);
        payments(order(order)).getJsonArray("refunds", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .filter(refund -> refund.getString("id").equals(dispute.getString("held")))
                .forEach(refund -> refund.put("status", "CANCELLED"));
        return end(dispute, "RESOLVED_SELLER_FAVOUR").copy();
    }

    private static JsonObject end(JsonObject dispute, String code) {
        return dispute.put("status", "RESOLVED")
                .put(
                        "dispute_outcome",
                        new JsonObject()
                                .put("outcome_code", code)
                                .put("amount_refunded", dispute.getJsonObject("dispute_amount")));
    }

    private JsonObject settlement(String party, String type, JsonObject amount) {
        return new JsonObject()
                .put("party", party)
                .put("type", type)
                .put("reason", "DISPUTE_SETTLEMENT")
                .put("amount", amount)
                .put("initiated_time", now());
    }

    private JsonObject list(String id, JsonObject amount, @Nullable String name) {
        var payments = payments(order(id));
        var refund = new JsonObject()
                .put("id", "1JU089027816" + numbers.incrementAndGet())
                .put("status", "COMPLETED")
                .put("custom_id", name)
                .put("create_time", now())
                .put("amount", amount);
        // Listed anew, because others may be reading.
        payments.put(
                "refunds",
                payments.getJsonArray("refunds", new JsonArray()).copy().add(refund));
        return refund;
    }

    private static JsonObject money(String value) {
        return new JsonObject().put("currency_code", "USD").put("value", value);
    }

    /** Each thing happens some hours after the one before. */
    private String now() {
        return BEGIN.plus(Duration.ofHours(2L * numbers.incrementAndGet())).toString();
    }

    /** Those about a capture, in short. */
    JsonObject disputesOf(String capture) {
        var items = new JsonArray();
        disputes.values().stream()
                .filter(dispute -> dispute.encode().contains(capture))
                .forEach(dispute -> items.add(new JsonObject()
                        .put("dispute_id", dispute.getString("dispute_id"))
                        .put("status", dispute.getString("status"))));
        return new JsonObject().put("items", items);
    }

    public String capture(String id) {
        return payments(order(id)).getJsonArray("captures").getJsonObject(0).getString("id");
    }

    /** All that was captured less what was given back or taken, of those orders. */
    public long taken(List<String> ids) {
        return ids.stream()
                .mapToLong(id -> captured(id) - gone.getOrDefault(id, 0L))
                .sum();
    }

    private long captured(String id) {
        return minor(
                payments(order(id)).getJsonArray("captures").getJsonObject(0).getJsonObject("amount"));
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
