package usher.billing.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.billing.payment.ProviderPayment.Stage;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.contracts.money.Money;
import usher.kit.seal.Sealer;

/** Orders, captures, refunds and kept methods, against a stand-in of PayPal. */
class PayPalTest {
    static final ProviderSettings SETTINGS = new ProviderSettings(
            Map.of("client_id", "client", "client_secret", "secret", "webhook_id", PayPalStandIn.WEBHOOK));

    private final Vertx vertx = Vertx.vertx();
    private PayPalStandIn standIn;
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private PayPal paypal;

    @BeforeEach
    void begin() {
        standIn = new PayPalStandIn();
        paypal = paypal(vertx, standIn.url(), () -> now);
    }

    @AfterEach
    void end() {
        standIn.close();
        vertx.closeAndAwait();
    }

    static PayPal paypal(Vertx vertx, String url, InstantSource clock) {
        var config = new PayPalConfig() {
            @Override
            public String url() {
                return url;
            }

            @Override
            public String certificateDomain() {
                return "paypal.com";
            }
        };
        var sealer = new Sealer(() -> Optional.of(List.of(Base64.getEncoder().encodeToString(new byte[32]))));
        var calls = new PayPalCalls(config, sealer, clock);
        var api = new PayPalApi(vertx, config, calls);
        var disputes = new PayPalDisputes(api, calls);
        return new PayPal(calls, new PayPalWebhook(api, disputes, config, clock), disputes);
    }

    @Test
    void takesTheMoneyOnceThePayerHasAgreedAndOnceOnly() {
        // Given
        var order = order(Money.of(1299, "USD"), null, false);
        var begun = wait(paypal.createPaymentIntent(SETTINGS, order));
        assertEquals(Stage.WAITING, begun.stage());
        assertEquals("https://www.paypal.com/checkoutnow?token=" + begun.providerId(), begun.handover());
        assertEquals(
                Stage.WAITING,
                wait(paypal.getPaymentStatus(SETTINGS, begun.providerId())).stage());
        standIn.books().approve(begun.providerId());

        // When
        var all = IntStream.range(0, 8)
                .mapToObj(at -> paypal.getPaymentStatus(SETTINGS, begun.providerId()))
                .toList();
        var paid = wait(Uni.join().all(all).andFailFast());

        // Then
        paid.forEach(payment -> assertEquals(Stage.SUCCEEDED, payment.stage()));
        var last = paid.getLast();
        assertEquals(1299, last.amountMinor());
        assertEquals("USD", last.currency());
        assertNull(last.handover());
        assertEquals("USD 12.99", value(begun.providerId()));
    }

    @Test
    void opensOneOrderForOnePayment() {
        var order = order(Money.of(500, "EUR"), null, false);

        var first = wait(paypal.createPaymentIntent(SETTINGS, order));
        var again = wait(paypal.createPaymentIntent(SETTINGS, order));
        var other = wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(500, "EUR"), null, false)));

        assertEquals(first.providerId(), again.providerId());
        assertNotEquals(first.providerId(), other.providerId());
        assertEquals(1, standIn.count("oauth2"));
    }

    @ParameterizedTest
    @CsvSource({
        "1299, USD, USD 12.99",
        "1000, JPY, JPY 1000",
        "123400, HUF, HUF 1234",
        "5, ILS, ILS 0.05",
        "70000, TWD, TWD 700"
    })
    void writesAmountsAsPayPalWantsThem(long minor, String currency, String written) {
        var begun = wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(minor, currency), null, false)));

        assertEquals(written, value(begun.providerId()));
        assertEquals(minor, begun.amountMinor());
    }

    @ParameterizedTest
    @CsvSource({"1000, KWD, currency-unsupported", "1000, INR, currency-unsupported", "123450, HUF, amount-not-whole"})
    void declinesWhatPayPalDoesNotTakeWithoutAsking(long minor, String currency, String code) {
        var fault = assertThrows(
                ProviderFault.class,
                () -> wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(minor, currency), null, false))));

        assertTrue(fault.declined());
        assertEquals(code, fault.code());
        assertEquals(0, standIn.asked.size());
    }

    @Test
    void keepsAMethodAndChargesItLater() {
        // Given
        var begun = wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(100, "USD"), "customer_1", true)));
        standIn.books().approve(begun.providerId());
        var method = wait(paypal.getPaymentStatus(SETTINGS, begun.providerId())).method();
        assertNotNull(method);
        assertEquals("PayPal d•••@example.com", method.label());
        assertEquals("customer_4029", method.payer());

        // When
        var charge = order(Money.of(2500, "USD"), method.payer(), false);
        var charged = wait(paypal.processPayment(SETTINGS, charge, method.token()));
        var again = wait(paypal.processPayment(SETTINGS, charge, method.token()));

        // Then
        assertEquals(Stage.SUCCEEDED, charged.stage());
        assertEquals(charged.providerId(), again.providerId());
        assertEquals(2500, charged.amountMinor());
    }

    @Test
    void givesBackOnceForOneName() {
        var paid = paid(1000);

        var back = wait(paypal.refundPayment(SETTINGS, paid, "refund-1", 1000, "USD"));
        var again = wait(paypal.refundPayment(SETTINGS, paid, "refund-1", 1000, "USD"));
        var more = assertThrows(
                ProviderFault.class, () -> wait(paypal.refundPayment(SETTINGS, paid, "refund-2", 1000, "USD")));

        assertEquals(1000, back.back().amountMinor());
        assertEquals(1000, again.back().amountMinor());
        assertEquals("CAPTURE_FULLY_REFUNDED", more.code());
        assertTrue(more.declined());
        var waiting = wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(5, "USD"), null, false)));
        var early = assertThrows(
                ProviderFault.class,
                () -> wait(paypal.refundPayment(SETTINGS, waiting.providerId(), "refund-3", 5, "USD")));
        assertEquals("not-captured", early.code());
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, PROCESSING, ",
        "DECLINED, FAILED, DECLINED_BY_RISK_FRAUD_FILTERS",
        "INSTRUMENT_DECLINED, WAITING, ",
    })
    void tellsWhatBecameOfIt(String capture, Stage stage, @Nullable String failure) {
        var begun = wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(100, "USD"), null, false)));
        standIn.books().approve(begun.providerId());
        standIn.books().capturing = capture;

        var payment = wait(paypal.getPaymentStatus(SETTINGS, begun.providerId()));

        assertEquals(stage, payment.stage());
        assertEquals(failure, payment.failure());
        assertEquals(stage == Stage.WAITING, payment.handover() != null);
    }

    @Test
    void triesAgainAndLeavesAFailingPayPalAloneForAWhile() {
        standIn.fails(2);
        assertEquals(
                Stage.WAITING,
                wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(100, "USD"), null, false)))
                        .stage());

        standIn.fails(1000);
        for (int at = 0; at < 5; at++) {
            assertFalse(away().declined());
        }
        int asked = standIn.asked.size();
        assertFalse(away().declined());
        assertEquals(asked, standIn.asked.size());

        standIn.fails(0);
        now = now.plusSeconds(16);
        assertEquals(
                Stage.WAITING,
                wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(100, "USD"), null, false)))
                        .stage());
    }

    @Test
    void declinesWrongCredentialsAndUnknownPayments() {
        var wrong = new ProviderSettings(Map.of("client_id", "client", "client_secret", "no", "webhook_id", "w"));

        var refused = assertThrows(
                ProviderFault.class,
                () -> wait(paypal.createPaymentIntent(wrong, order(Money.of(100, "USD"), null, false))));
        var unknown = assertThrows(ProviderFault.class, () -> wait(paypal.getPaymentStatus(SETTINGS, "1ABC")));
        var evil = assertThrows(ProviderFault.class, () -> wait(paypal.getPaymentStatus(SETTINGS, "../../x")));

        assertEquals("credentials-refused", refused.code());
        assertEquals("INVALID_RESOURCE_ID", unknown.code());
        assertEquals("payment-unknown", evil.code());
    }

    private ProviderFault away() {
        return assertThrows(
                ProviderFault.class,
                () -> wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(100, "USD"), null, false))));
    }

    private String paid(long minor) {
        var begun = wait(paypal.createPaymentIntent(SETTINGS, order(Money.of(minor, "USD"), null, false)));
        standIn.books().approve(begun.providerId());
        return wait(paypal.getPaymentStatus(SETTINGS, begun.providerId())).providerId();
    }

    private String value(String id) {
        JsonObject amount = standIn.books()
                .order(id)
                .getJsonArray("purchase_units")
                .getJsonObject(0)
                .getJsonObject("amount");
        return amount.getString("currency_code") + " " + amount.getString("value");
    }

    private static Order order(Money amount, @Nullable String payer, boolean keep) {
        return new Order(
                new PaymentId(UUID.randomUUID()),
                new TenantId(UUID.randomUUID()),
                amount,
                "Invoice 7",
                payer,
                "https://shop.example.com/billing",
                keep);
    }

    static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
