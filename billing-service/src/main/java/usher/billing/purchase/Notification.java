package usher.billing.purchase;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/**
 * What a Real-time Developer Notification of Google Play points at; what it claims beside that is not read. See
 * developer.android.com/google/play/billing/rtdn-reference.
 *
 * @param purchaseToken empty: it is a test and points at nothing
 * @param once whether it is of what is bought once
 */
record Notification(
        String packageName, String purchaseToken, @Nullable String product, boolean once, boolean voided) {
    private static final int ONCE = 2;

    /** Of the body of a push. Refuses what is none. */
    static Notification read(@Nullable String body) {
        try {
            var push = new JsonObject(body == null ? "" : body);
            var data = push.getJsonObject("message").getString("data");
            return read(new JsonObject(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8)));
        } catch (DecodeException | ClassCastException | NullPointerException | IllegalArgumentException malformed) {
            throw unreadable();
        }
    }

    private static Notification read(JsonObject data) {
        var app = data.getString("packageName");
        if (app == null) {
            throw unreadable();
        }
        var subscription = data.getJsonObject("subscriptionNotification");
        if (subscription != null) {
            return new Notification(app, token(subscription), subscription.getString("subscriptionId"), false, false);
        }
        var product = data.getJsonObject("oneTimeProductNotification");
        if (product != null) {
            return new Notification(app, token(product), product.getString("sku"), true, false);
        }
        var voided = data.getJsonObject("voidedPurchaseNotification");
        if (voided != null) {
            return new Notification(app, token(voided), null, voided.getInteger("productType", 0) == ONCE, true);
        }
        return new Notification(app, "", null, false, false);
    }

    private static String token(JsonObject notification) {
        var token = notification.getString("purchaseToken");
        if (token == null || token.isEmpty()) {
            throw unreadable();
        }
        return token;
    }

    private static Refusal unreadable() {
        return new Refusal("notification-unreadable", 400, "This is no notification of Google Play.");
    }
}
