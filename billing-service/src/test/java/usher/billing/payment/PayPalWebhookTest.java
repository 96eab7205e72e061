package usher.billing.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.kit.problem.Refusal;

/** What PayPal signed is believed as far as which payment it is about, and nothing else is. */
class PayPalWebhookTest {
    /** With spaces and an order of fields that no writer of ours would make: the signature is of these very bytes. */
    private static final String APPROVED =
            "{ \"id\":\"WH-1\",  \"event_type\" : \"CHECKOUT.ORDER.APPROVED\", \"amount\": 1.10, \"resource\":{\"id\":\"5O190127TN364715T\"} }";

    private final Vertx vertx = Vertx.vertx();
    private final Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private PayPalStandIn standIn;
    private PayPal paypal;

    @BeforeEach
    void begin() {
        standIn = new PayPalStandIn();
        paypal = PayPalTest.paypal(vertx, standIn.url(), () -> now);
    }

    @AfterEach
    void end() {
        standIn.close();
        vertx.closeAndAwait();
    }

    @Test
    void tellsTheOrderOfWhatPayPalSigned() {
        assertEquals(Optional.of("5O190127TN364715T"), verified(APPROVED, now));
        assertEquals(
                Optional.of("ORDER7"),
                verified(
                        event("PAYMENT.CAPTURE.COMPLETED")
                                .put(
                                        "resource",
                                        new JsonObject().put("supplementary_data", PayPalBooks.related("ORDER7")))
                                .encode(),
                        now));
        assertEquals(Optional.empty(), verified(event("BILLING.PLAN.CREATED").encode(), now));
    }

    @Test
    void findsTheOrderOfARefundByItsCapture() {
        var order = PayPalTest.wait(paypal.processPayment(PayPalTest.SETTINGS, order(), "token"));
        var capture = standIn.books()
                .order(order.providerId())
                .getJsonArray("purchase_units")
                .getJsonObject(0)
                .getJsonObject("payments")
                .getJsonArray("captures")
                .getJsonObject(0)
                .getString("id");
        var up =
                new JsonObject().put("rel", "up").put("href", "https://api.paypal.com/v2/payments/captures/" + capture);
        var refunded = event("PAYMENT.CAPTURE.REFUNDED")
                .put("resource", new JsonObject().put("links", new JsonArray().add(up)));

        assertEquals(Optional.of(order.providerId()), verified(refunded.encode(), now));
    }

    @Test
    void tellsTheDisputeAndNothingElseOfIt() {
        var created = event("CUSTOMER.DISPUTE.CREATED")
                .put("resource", new JsonObject().put("dispute_id", "PP-D-4012").put("status", "RESOLVED"));

        assertEquals(Optional.of(new Told.OfDispute("PP-D-4012")), told(created.encode(), now));
    }

    @Test
    void takesWhatPayPalRepeatsForThreeDaysAndNothingOlder() {
        assertEquals(Optional.of("5O190127TN364715T"), verified(APPROVED, now.minus(Duration.ofDays(3))));
        assertEquals(Optional.of("5O190127TN364715T"), verified(APPROVED, now.plusSeconds(200)));
        refused(APPROVED, standIn.sign(APPROVED, now.minus(Duration.ofDays(4))));
        refused(APPROVED, standIn.sign(APPROVED, now.plusSeconds(600)));
    }

    @Test
    void refusesWhatWasChangedOrSignedByAnotherOne() {
        refused(APPROVED.replace("WH-1", "WH-2"), standIn.sign(APPROVED, now));
        refused(APPROVED.replace("  ", " "), standIn.sign(APPROVED, now));
        refused(APPROVED, standIn.sign(APPROVED, now, PayPalSignatures.keyPair().getPrivate()));
        for (var name : standIn.sign(APPROVED, now).names()) {
            refused(APPROVED, standIn.sign(APPROVED, now).remove(name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/cert",
                "https://paypal.com.evil.example/cert",
                "https://evilpaypal.com/cert",
                "http://api.paypal.com/cert",
                "https://api.paypal.com@evil.example/cert",
                "not a url",
            })
    void refusesACertificateFromElsewhereWithoutAsking(String url) {
        refused(APPROVED, standIn.sign(APPROVED, now).set("PAYPAL-CERT-URL", url));

        assertEquals(0, standIn.asked.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{},\"webhook_id\":\"X\"", "{}} {"})
    void refusesWhatIsNoSingleObject(String body) {
        refused(body, standIn.sign(body, now));

        assertEquals(0, standIn.asked.size());
    }

    @Test
    void doesNotTakePayPalsSilenceForANo() {
        standIn.fails(3);

        var fault = assertThrows(ProviderFault.class, () -> verified(APPROVED, now));

        assertEquals("provider-unavailable", fault.code());
    }

    /** The payment that it is about. */
    private Optional<String> verified(String body, Instant sent) {
        return told(body, sent).map(told -> ((Told.OfPayment) told).id());
    }

    private Optional<Told> told(String body, Instant sent) {
        return PayPalTest.wait(
                paypal.verified(PayPalTest.SETTINGS, standIn.sign(body, sent), body.getBytes(StandardCharsets.UTF_8)));
    }

    private void refused(String body, MultiMap headers) {
        var refusal = assertThrows(
                Refusal.class,
                () -> PayPalTest.wait(
                        paypal.verified(PayPalTest.SETTINGS, headers, body.getBytes(StandardCharsets.UTF_8))));
        assertEquals("signature-invalid", refusal.code());
        assertEquals(401, refusal.status());
    }

    private static JsonObject event(String type) {
        return new JsonObject().put("id", "WH-1").put("event_type", type);
    }

    private static Order order() {
        return new Order(
                new usher.contracts.id.PaymentId(java.util.UUID.randomUUID()),
                new usher.contracts.id.TenantId(java.util.UUID.randomUUID()),
                usher.contracts.money.Money.of(100, "USD"),
                "Invoice 7",
                null,
                null,
                false);
    }
}
