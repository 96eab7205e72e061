package usher.billing.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.billing.payment.ProviderDispute.Outcome;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.contracts.money.Money;

/** What PayPal says of a dispute, in the shapes of its documentation. */
class PayPalDisputesTest {
    private static final String ID = "PP-D-4012";

    private final Vertx vertx = Vertx.vertx();
    private PayPalStandIn standIn;
    private PayPal paypal;

    @BeforeEach
    void begin() {
        standIn = new PayPalStandIn();
        paypal = PayPalTest.paypal(vertx, standIn.url(), () -> Instant.parse("2026-11-29T12:00:00Z"));
    }

    @AfterEach
    void end() {
        standIn.close();
        vertx.closeAndAwait();
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, , OPEN, 2500",
        "UNDER_REVIEW, , OPEN, 2500",
        "RESOLVED, RESOLVED_BUYER_FAVOUR, LOST, 1999",
        "RESOLVED, ACCEPTED, LOST, 1999",
        "RESOLVED, RESOLVED_SELLER_FAVOUR, WON, 2500",
        "RESOLVED, RESOLVED_WITH_PAYOUT, WON, 2500",
        "RESOLVED, CANCELED_BY_BUYER, WON, 2500",
    })
    void saysHowItStands(String status, String code, Outcome outcome, long minor) {
        var payment = PayPalTest.wait(paypal.processPayment(PayPalTest.SETTINGS, order(), "token"));
        var dispute = dispute(status, capture(payment.providerId()));
        if (code != null) {
            dispute.put(
                    "dispute_outcome",
                    new JsonObject().put("outcome_code", code).put("amount_refunded", amount("19.99")));
        }
        standIn.books().disputes(dispute);

        var seen = PayPalTest.wait(paypal.getDispute(PayPalTest.SETTINGS, ID));

        assertEquals(
                new ProviderDispute(
                        ID,
                        payment.providerId(),
                        outcome,
                        minor,
                        "USD",
                        "UNAUTHORISED",
                        Instant.parse("2026-11-20T10:00:00Z")),
                seen);
    }

    @ParameterizedTest
    @CsvSource({"SELLER, 1200", "PAYMENT_PROCESSOR, 0"})
    void takesFromTheSellerWhatThePayerDoesNotGetFromPayPal(String party, long minor) {
        var payment = PayPalTest.wait(paypal.processPayment(PayPalTest.SETTINGS, order(), "token"));
        standIn.books()
                .disputes(dispute("RESOLVED", capture(payment.providerId()))
                        .put(
                                "dispute_outcome",
                                new JsonObject()
                                        .put("outcome_code", "RESOLVED_BUYER_FAVOUR")
                                        .put("amount_refunded", amount("19.99")))
                        .put(
                                "fund_movements",
                                new JsonArray()
                                        .add(movement("BUYER", "CREDIT", "DISPUTE_SETTLEMENT", "19.99"))
                                        .add(movement("SELLER", "DEBIT", "DISPUTE_FEE", "20.00"))
                                        .add(movement(party, "DEBIT", "DISPUTE_SETTLEMENT", "19.99"))
                                        .add(movement(party, "CREDIT", "DISPUTE_SETTLEMENT", "7.99"))));

        var seen = PayPalTest.wait(paypal.getDispute(PayPalTest.SETTINGS, ID));

        assertEquals(minor, seen.amountMinor());
    }

    @Test
    void comeWithAPaymentOfWhichMoneyWentUnasked() {
        // Given
        var payment = PayPalTest.wait(paypal.processPayment(PayPalTest.SETTINGS, order(), "token"))
                .providerId();
        var other = PayPalTest.wait(paypal.processPayment(PayPalTest.SETTINGS, order(), "token"))
                .providerId();
        PayPalTest.wait(paypal.refundPayment(PayPalTest.SETTINGS, other, "refund-7", 100, "USD"));
        assertEquals(0, standIn.count("GET /v1/customer/disputes"));

        // When
        standIn.books().dispute(payment, "5.00", true);
        var back = PayPalTest.wait(paypal.getPaymentStatus(PayPalTest.SETTINGS, payment))
                .back();

        // Then
        assertEquals(500, back.amountMinor());
        assertEquals(Outcome.OPEN, back.disputes().getFirst().outcome());
        assertEquals(payment, back.disputes().getFirst().payment());
        assertEquals(1, back.disputes().size());
        var ours = PayPalTest.wait(paypal.getPaymentStatus(PayPalTest.SETTINGS, other))
                .back()
                .refunds();
        assertEquals(
                "refund-7", java.util.Objects.requireNonNull(ours).getFirst().asked());
    }

    @Test
    void isNoPaymentOfOursWhereNoOrderIsNamed() {
        standIn.books().disputes(dispute("OPEN", "not a capture"));

        assertEquals(
                "", PayPalTest.wait(paypal.getDispute(PayPalTest.SETTINGS, ID)).payment());
    }

    @Test
    void isRefusedWherePayPalDoesNotKnowIt() {
        assertThrows(ProviderFault.class, () -> PayPalTest.wait(paypal.getDispute(PayPalTest.SETTINGS, "PP-D-1")));
        assertThrows(ProviderFault.class, () -> PayPalTest.wait(paypal.getDispute(PayPalTest.SETTINGS, "../x")));
    }

    private String capture(String order) {
        return standIn.books()
                .order(order)
                .getJsonArray("purchase_units")
                .getJsonObject(0)
                .getJsonObject("payments")
                .getJsonArray("captures")
                .getJsonObject(0)
                .getString("id");
    }

    private static JsonObject dispute(String status, String capture) {
        return new JsonObject()
                .put("dispute_id", ID)
                .put("create_time", "2026-11-20T10:00:00.000Z")
                .put("status", status)
                .put("reason", "UNAUTHORISED")
                .put("dispute_amount", amount("25.00"))
                .put(
                        "disputed_transactions",
                        new JsonArray().add(new JsonObject().put("seller_transaction_id", capture)));
    }

    private static JsonObject movement(String party, String type, String reason, String value) {
        return new JsonObject()
                .put("party", party)
                .put("type", type)
                .put("reason", reason)
                .put("amount", amount(value));
    }

    private static JsonObject amount(String value) {
        return new JsonObject().put("currency_code", "USD").put("value", value);
    }

    private static Order order() {
        return new Order(
                new PaymentId(UUID.randomUUID()),
                new TenantId(UUID.randomUUID()),
                Money.of(2500, "USD"),
                "Invoice 7",
                null,
                null,
                false);
    }
}
