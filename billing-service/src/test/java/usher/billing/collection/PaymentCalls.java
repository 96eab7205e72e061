package usher.billing.collection;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.UUID;
import usher.billing.Calls;
import usher.billing.payment.StripeBooks;
import usher.billing.payment.StripeInTests;
import usher.billing.payment.StripeStandIn;
import usher.contracts.id.TenantId;
import usher.kit.test.TestTokens;

/** Requests on payments, with the stand-in as Stripe. */
public final class PaymentCalls {
    static final String SECRET = "whsec_of_the_tests";

    private PaymentCalls() {}

    public static void takeStripe() {
        StripeInTests.STRIPE.trouble(StripeStandIn.Trouble.NONE);
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType("application/json")
                .body("{\"enabled\":true,\"settings\":{\"secret_key\":\"sk_test_1\",\"webhook_secret\":\"" + SECRET
                        + "\",\"publishable_key\":\"pk_test_1\"}}")
                .put(Calls.BILLING + "payment-providers/stripe")
                .then()
                .statusCode(200);
    }

    public static String issued(TenantId tenant, long amount) {
        var body = "{\"currency\":\"USD\",\"lines\":[{\"text\":\"Work\",\"amount_minor\":" + amount + "}]}";
        var id = Calls.json(Calls.send(tenant, "POST", "invoices", body).statusCode(201))
                .getString("id");
        Calls.send(tenant, "POST", "invoices/" + id + "/issue", "").statusCode(200);
        return id;
    }

    static ValidatableResponse pay(TenantId tenant, String invoice) {
        return Calls.own(
                tenant, "POST", "invoices/" + invoice + "/payments", "{\"provider\":\"stripe\",\"keep\":true}");
    }

    /** A payment that the payer has completed, though nobody has told us. */
    static JsonPath completed(TenantId tenant, String invoice) {
        var payment = Calls.json(pay(tenant, invoice).statusCode(201));
        StripeInTests.STRIPE.books().confirm(payment.getString("provider_id"), StripeBooks.VISA);
        return payment;
    }

    /** A tenant with a kept method, which it got by paying an invoice. */
    public static String kept(TenantId tenant) {
        var payment = completed(tenant, issued(tenant, 100));
        Calls.own(tenant, "POST", "payments/" + payment.getString("id") + "/refresh", "")
                .statusCode(200);
        return Calls.json(Calls.get(tenant, "payment-methods").statusCode(200)).getString("data[0].id");
    }

    static String aboutIntent(String intent) {
        return event(
                "payment_intent.succeeded",
                new JsonObject().put("object", "payment_intent").put("id", intent));
    }

    static String aboutCharge(String intent) {
        return event("charge.refunded", StripeInTests.STRIPE.books().charge(intent));
    }

    static String aboutDispute(String type, JsonObject dispute) {
        return event("charge.dispute." + type, dispute);
    }

    private static String event(String type, JsonObject object) {
        return StripeStandIn.event("evt_" + UUID.randomUUID().toString().replace("-", ""), type, object)
                .encode();
    }

    static ValidatableResponse deliver(String body) {
        return deliver(
                body,
                StripeBooks.signature(
                        body, SECRET, InstantSource.system().instant().getEpochSecond()));
    }

    static ValidatableResponse deliver(String body, String signature) {
        return given().header("Stripe-Signature", signature)
                .contentType("application/json; charset=utf-8")
                .body(body)
                .post(Calls.BILLING + "webhooks/stripe")
                .then();
    }
}
