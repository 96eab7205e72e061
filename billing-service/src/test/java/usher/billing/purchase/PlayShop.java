package usher.billing.purchase;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import usher.contracts.id.VisitorId;

/** A tenant whose app is in the store of the stand-in. */
record PlayShop(Shop shop, PlayStandIn google, String app, String pusher) {
    static final String AUDIENCE = "https://usher.example.com/google-play";

    static PlayShop open(PlayStandIn google) {
        var id = UUID.randomUUID().toString().replace("-", "");
        var play = new PlayShop(
                Shop.open(), google, "com.example.a" + id, "pusher-" + id + "@shop.iam.gserviceaccount.com");
        play.shop.publish("monthly", Shop.offer("monthly", null, "gold")).statusCode(200);
        play.shop
                .publish("forever", Shop.offer("lifetime", null, "gold_forever"))
                .statusCode(200);
        play.configure(google.account("orders-" + id + "@shop.iam.gserviceaccount.com", play.app))
                .statusCode(200);
        return play;
    }

    ValidatableResponse configure(Map<String, Object> account) {
        return shop.put(
                "visitor-selling/google-play",
                Map.of(
                        "package_name",
                        app,
                        "service_account",
                        account,
                        "push",
                        Map.of("email", pusher, "audience", AUDIENCE)));
    }

    void says(String token, JsonObject purchase) {
        google.says(app, token, purchase);
    }

    ValidatableResponse verify(VisitorId visitor, String product, String token) {
        return shop.as(visitor, "verify", Map.of("product_id", product, "purchase_token", token));
    }

    /** A push of Pub/Sub about a subscription, as Google signs it. */
    ValidatableResponse push(int type, String token) {
        return push(google.signed(PlayStandIn.push(pusher, AUDIENCE)), type, token);
    }

    ValidatableResponse push(String bearer, int type, String token) {
        return push(
                bearer,
                new JsonObject()
                        .put(
                                "subscriptionNotification",
                                new JsonObject()
                                        .put("version", "1.0")
                                        .put("notificationType", type)
                                        .put("purchaseToken", token)));
    }

    ValidatableResponse push(String bearer, JsonObject notification) {
        var data = new JsonObject()
                .put("version", "1.0")
                .put("packageName", app)
                .put("eventTimeMillis", "1795900000000")
                .mergeIn(notification);
        var body = new JsonObject()
                .put(
                        "message",
                        new JsonObject()
                                .put("messageId", UUID.randomUUID().toString())
                                .put("publishTime", "2026-11-29T10:00:00Z")
                                .put(
                                        "data",
                                        Base64.getEncoder()
                                                .encodeToString(data.encode().getBytes(StandardCharsets.UTF_8))))
                .put("subscription", "projects/shop/subscriptions/play");
        return given().auth()
                .oauth2(bearer)
                .contentType(ContentType.JSON)
                .body(body.encode())
                .post("/api/v1/billing/webhooks/google-play")
                .then();
    }

    String tier(VisitorId visitor) {
        return shop.see(visitor, "status").statusCode(200).extract().path("tier");
    }

    long acknowledgements(String token) {
        return google.asked().stream()
                .filter(call -> call.startsWith("POST " + app) && call.endsWith(token + ":acknowledge"))
                .count();
    }
}
