package usher.billing.payment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.ProviderPayment.KeptMethod;
import usher.billing.payment.ProviderPayment.Stage;

/** An order of PayPal's Orders API v2, as it stands there. An order of ours has one purchase unit and one capture that counts. */
record PayPalOrder(JsonObject json) {
    private static final Set<String> RETURNED = Set.of("COMPLETED", "PENDING");

    String id() {
        return json.getString("id", "");
    }

    /** The payer has agreed; the money is not taken yet. */
    boolean isApproved() {
        return "APPROVED".equals(json.getString("status", "")) && capture() == null;
    }

    /** The capture that was taken, or the last one that was tried. */
    @Nullable
    JsonObject capture() {
        var all = payments("captures").toList();
        return all.stream()
                .filter(capture -> !Set.of("DECLINED", "FAILED").contains(capture.getString("status", "")))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getLast());
    }

    ProviderPayment payment() {
        var amount = unit().getJsonObject("amount", new JsonObject());
        var stage = stage();
        return new ProviderPayment(
                id(),
                stage,
                PayPalAmount.minor(amount),
                payments("refunds")
                        .filter(refund -> RETURNED.contains(refund.getString("status", "")))
                        .mapToLong(refund -> PayPalAmount.minor(refund.getJsonObject("amount")))
                        .sum(),
                amount.getString("currency_code"),
                stage == Stage.WAITING ? link() : null,
                method(),
                stage == Stage.FAILED ? failure() : null);
    }

    private Stage stage() {
        var capture = capture();
        if (capture != null) {
            return switch (capture.getString("status", "")) {
                case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> Stage.SUCCEEDED;
                case "DECLINED", "FAILED" -> Stage.FAILED;
                default -> Stage.PROCESSING;
            };
        }
        return switch (json.getString("status", "")) {
            case "CREATED", "SAVED", "PAYER_ACTION_REQUIRED" -> Stage.WAITING;
            case "VOIDED" -> Stage.CANCELLED;
            default -> Stage.PROCESSING;
        };
    }

    /** Where the payer agrees. */
    @Nullable
    String link() {
        return objects(json.getJsonArray("links"))
                .filter(link -> Set.of("payer-action", "approve").contains(link.getString("rel", "")))
                .map(link -> link.getString("href"))
                .findFirst()
                .orElse(null);
    }

    private String failure() {
        var capture = capture();
        return capture == null
                ? "failed"
                : capture.getJsonObject("status_details", new JsonObject())
                        .getString("reason", capture.getString("status", ""));
    }

    /** What was kept for later; the address is shown so far that its owner knows it. */
    private @Nullable KeptMethod method() {
        var paypal = json.getJsonObject("payment_source", new JsonObject()).getJsonObject("paypal", new JsonObject());
        var vault = paypal.getJsonObject("attributes", new JsonObject()).getJsonObject("vault", new JsonObject());
        var token = vault.getString("id");
        if (token == null || !"VAULTED".equals(vault.getString("status", ""))) {
            return null;
        }
        var payer = vault.getJsonObject("customer", new JsonObject()).getString("id");
        var address = paypal.getString("email_address", "");
        int at = address.indexOf('@');
        var label = at < 1 ? "PayPal" : "PayPal " + address.charAt(0) + "•••" + address.substring(at);
        return new KeptMethod(token, payer, "paypal", label, null);
    }

    private JsonObject unit() {
        return objects(json.getJsonArray("purchase_units")).findFirst().orElseGet(JsonObject::new);
    }

    private Stream<JsonObject> payments(String kind) {
        return objects(unit().getJsonObject("payments", new JsonObject()).getJsonArray(kind));
    }

    private static Stream<JsonObject> objects(@Nullable JsonArray array) {
        return array == null ? Stream.of() : array.stream().map(JsonObject.class::cast);
    }
}
