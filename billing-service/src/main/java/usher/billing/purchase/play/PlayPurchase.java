package usher.billing.purchase.play;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the store tells it. See SubscriptionPurchaseV2 and ProductPurchase of the Google Play Developer API.
 *
 * @param renews whether the store goes on to charge for it
 * @param linkedToken of the purchase that this one takes the place of
 * @param accountId whose it is, in the words of the app that sold it
 */
public record PlayPurchase(
        String product,
        @Nullable String basePlan,
        State state,
        boolean renews,
        @Nullable Instant startedAt,
        @Nullable Instant expiresAt,
        @Nullable String linkedToken,
        boolean acknowledged,
        @Nullable String accountId) {

    /** Finer than a database keeps it, a moment would seem to differ from itself. */
    public PlayPurchase {
        startedAt = startedAt == null ? null : startedAt.truncatedTo(ChronoUnit.MICROS);
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Where the store says it stands. */
    public enum State {
        PENDING,
        ACTIVE,
        IN_GRACE_PERIOD,
        ON_HOLD,
        PAUSED,
        CANCELED,
        EXPIRED,
        /** Of what is bought once: given back. */
        VOIDED
    }

    static PlayPurchase ofSubscription(JsonObject json) {
        var items = json.getJsonArray("lineItems");
        if (items == null || items.isEmpty()) {
            throw new PlayFault(PlayFault.Why.AWAY, null);
        }
        var item = items.getJsonObject(0);
        var plan = item.getJsonObject("autoRenewingPlan", new JsonObject());
        var state = state(json.getString("subscriptionState", ""));
        if (item.getInstant("expiryTime") == null && state != State.PENDING && state != State.EXPIRED) {
            throw new PlayFault(PlayFault.Why.AWAY, null);
        }
        return new PlayPurchase(
                item.getString("productId"),
                item.getJsonObject("offerDetails", new JsonObject()).getString("basePlanId"),
                state,
                plan.getBoolean("autoRenewEnabled", false),
                json.getInstant("startTime"),
                item.getInstant("expiryTime"),
                json.getString("linkedPurchaseToken"),
                "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED".equals(json.getString("acknowledgementState")),
                json.getJsonObject("externalAccountIdentifiers", new JsonObject())
                        .getString("obfuscatedExternalAccountId"));
    }

    static PlayPurchase ofProduct(String product, JsonObject json) {
        var state = switch (json.getInteger("purchaseState", 0)) {
            case 0 -> State.ACTIVE;
            case 1 -> State.VOIDED;
            case 2 -> State.PENDING;
            default -> throw new PlayFault(PlayFault.Why.AWAY, null);
        };
        var bought = json.getString("purchaseTimeMillis");
        return new PlayPurchase(
                product,
                null,
                state,
                false,
                bought == null ? null : Instant.ofEpochMilli(Long.parseLong(bought)),
                null,
                null,
                json.getInteger("acknowledgementState", 0) == 1,
                json.getString("obfuscatedExternalAccountId"));
    }

    private static State state(String text) {
        return switch (text) {
            case "SUBSCRIPTION_STATE_PENDING" -> State.PENDING;
            case "SUBSCRIPTION_STATE_ACTIVE" -> State.ACTIVE;
            case "SUBSCRIPTION_STATE_IN_GRACE_PERIOD" -> State.IN_GRACE_PERIOD;
            case "SUBSCRIPTION_STATE_ON_HOLD" -> State.ON_HOLD;
            case "SUBSCRIPTION_STATE_PAUSED" -> State.PAUSED;
            case "SUBSCRIPTION_STATE_CANCELED" -> State.CANCELED;
            case "SUBSCRIPTION_STATE_EXPIRED", "SUBSCRIPTION_STATE_PENDING_PURCHASE_CANCELED" -> State.EXPIRED;
            default -> throw new PlayFault(PlayFault.Why.AWAY, null);
        };
    }
}
