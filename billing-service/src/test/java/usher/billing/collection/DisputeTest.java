package usher.billing.collection;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Notices;
import usher.billing.Tenants;
import usher.billing.payment.StripeBooks;
import usher.billing.payment.StripeInTests;
import usher.contracts.event.NoticeRaised.Audience;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class DisputeTest {
    private static final StripeBooks STRIPE = StripeInTests.STRIPE.books();

    @Inject
    Tenants tenants;

    @Inject
    Notices notices;

    @Inject
    LookUps lookUps;

    @Inject
    InstantSource clock;

    private TenantId tenant;
    private TenantId other;

    @BeforeEach
    void takeStripe() {
        PaymentCalls.takeStripe();
        tenant = tenants.in("UTC");
        other = tenants.in("UTC");
    }

    @Test
    void isSeenOnThePaymentAndToldToThePlatform() {
        // Given
        var payment = paid(1_000);
        var dispute = STRIPE.dispute(intent(payment), 600);

        // When
        PaymentCalls.deliver(PaymentCalls.aboutDispute("created", dispute)).statusCode(200);

        // Then
        Calls.get(tenant, "payments/" + payment)
                .body("dispute", equalTo("open"))
                .body("disputed_at", equalTo("2023-11-14T22:13:20Z"))
                .body("state", equalTo("succeeded"))
                .body("refunded_minor", equalTo(0));
        var notice = told("payment.disputed");
        assertEquals(600, notice.facts().get("amount_minor"));
        assertEquals(Audience.PLATFORM, Objects.requireNonNull(notice.mail()).audience());
        assertTrue(notices.names(other).stream().noneMatch(name -> name.startsWith("payment.disp")));
        Calls.own(other, "GET", "payments/" + payment, "").statusCode(404);
    }

    @Test
    void takesTheMoneyAwayOnceWhenItIsLost() {
        // Given
        var payment = paid(1_000);
        var opened = STRIPE.dispute(intent(payment), 600);
        var lost = STRIPE.judge(opened.getString("id"), "lost");
        var deliveries = new ArrayList<String>();
        for (var event : List.of(
                PaymentCalls.aboutDispute("created", opened),
                PaymentCalls.aboutDispute("funds_withdrawn", opened),
                PaymentCalls.aboutDispute("closed", lost))) {
            deliveries.addAll(Collections.nCopies(3, event));
        }
        long seed = System.nanoTime();
        Collections.shuffle(deliveries, new Random(seed));

        // When
        deliveries.forEach(event -> PaymentCalls.deliver(event).statusCode(200));

        // Then
        Calls.get(tenant, "payments/" + payment)
                .body("dispute", equalTo("lost"))
                .body("refunded_minor", equalTo(600));
        Calls.get(tenant, "invoices").body("data.gross_minor", equalTo(List.of(-600, 1_000)));
        assertEquals(0, PaymentBooks.credit(tenant), "seed " + seed);
        PaymentBooks.assertBalanced(tenant);
        PaymentBooks.assertAgreesWithStripe(tenant);
        told("payment.dispute_closed");
        assertEquals(
                List.of("payment.dispute_closed", "payment.disputed"),
                notices.names(tenant).stream()
                        .filter(name -> name.startsWith("payment.disp"))
                        .sorted()
                        .toList());
    }

    @Test
    void countsWhatWasRefundedBesideIt() {
        // Given
        var payment = paid(1_000);
        var intent = intent(payment);
        var dispute = STRIPE.dispute(intent, 300);
        PaymentCalls.deliver(PaymentCalls.aboutDispute("closed", STRIPE.judge(dispute.getString("id"), "lost")))
                .statusCode(200);

        // When
        STRIPE.refund(intent, 200);
        for (int time = 0; time < 3; time++) {
            PaymentCalls.deliver(PaymentCalls.aboutCharge(intent)).statusCode(200);
        }
        Calls.send(tenant, "POST", "payments/" + payment + "/refunds", "{\"reason\":\"The rest\"}")
                .statusCode(201)
                .body("state", equalTo("done"))
                .body("amount_minor", equalTo(500));

        // Then
        Calls.get(tenant, "payments/" + payment).body("refunded_minor", equalTo(1_000));
        Calls.get(tenant, "invoices").body("data.gross_minor", equalTo(List.of(-500, -200, -300, 1_000)));
        assertEquals(0, PaymentBooks.credit(tenant));
        PaymentBooks.assertAgreesWithStripe(tenant);
    }

    @Test
    void isLookedUpWhenNobodyTellsOfItsEnd() {
        // Given
        var payment = paid(1_000);
        var dispute = STRIPE.dispute(intent(payment), 1_000);
        PaymentCalls.deliver(PaymentCalls.aboutDispute("created", dispute)).statusCode(200);
        STRIPE.judge(dispute.getString("id"), "won");

        // When
        lookUps.by(clock.instant().plus(Duration.ofHours(7))).await().indefinitely();

        // Then
        Calls.get(tenant, "payments/" + payment).body("dispute", equalTo("won")).body("refunded_minor", equalTo(0));
        Calls.get(tenant, "invoices").body("data.gross_minor", equalTo(List.of(1_000)));
    }

    @Test
    void takesMoneyOutOfTheWalletThatItWentInto() {
        // Given
        var invoice = PaymentCalls.issued(tenant, 1_000);
        var payment = PaymentCalls.completed(tenant, invoice).getString("id");
        Calls.send(tenant, "POST", "invoices/" + invoice + "/mark-paid", "{\"reference\":\"by hand\"}")
                .statusCode(200);
        Calls.own(tenant, "POST", "payments/" + payment + "/refresh", "").statusCode(200);
        var dispute = STRIPE.dispute(intent(payment), 400);

        // When
        PaymentCalls.deliver(PaymentCalls.aboutDispute("closed", STRIPE.judge(dispute.getString("id"), "lost")))
                .statusCode(200);

        // Then
        Calls.get(tenant, "wallets").body("data.balance_minor", equalTo(List.of(600)));
        PaymentBooks.assertBalanced(tenant);
    }

    @Test
    void believesNoClaimAndLeavesOthersAlone() {
        var payment = paid(1_000);
        var dispute = STRIPE.dispute(intent(payment), 500);

        PaymentCalls.deliver(PaymentCalls.aboutDispute("closed", dispute.copy().put("status", "lost")))
                .statusCode(200);
        PaymentCalls.deliver(PaymentCalls.aboutDispute("created", dispute), "t=1,v1=00")
                .statusCode(401);

        Calls.get(tenant, "payments/" + payment)
                .body("dispute", equalTo("open"))
                .body("refunded_minor", equalTo(0));
        var undisputed = paid(100);
        Calls.get(tenant, "payments/" + undisputed).body("dispute", nullValue()).body("disputed_at", nullValue());
        PaymentCalls.deliver(PaymentCalls.aboutDispute(
                        "created", new JsonObject().put("object", "dispute").put("id", "dp_of_somebody")))
                .statusCode(503);
    }

    @Test
    void countsWhatStripeHasReinstatedOfIt() {
        // Given
        var payment = paid(1_000);
        var intent = intent(payment);
        STRIPE.refund(intent, 200);
        var dispute = STRIPE.dispute(intent, 500).getString("id");
        STRIPE.reinstate(dispute, 200);

        // When
        var lost = STRIPE.judge(dispute, "lost");
        for (int time = 0; time < 3; time++) {
            PaymentCalls.deliver(PaymentCalls.aboutDispute("closed", lost)).statusCode(200);
        }

        // Then
        Calls.get(tenant, "payments/" + payment).body("refunded_minor", equalTo(500));
        Calls.get(tenant, "invoices").body("data.gross_minor", equalTo(List.of(-300, -200, 1_000)));
        PaymentBooks.assertAgreesWithStripe(tenant);
    }

    private usher.contracts.event.NoticeRaised told(String name) {
        usher.billing.Waiting.until(
                "told of " + name, () -> notices.names(tenant).contains(name));
        return notices.of(tenant).stream()
                .filter(notice -> notice.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String paid(long amount) {
        var payment = PaymentCalls.completed(tenant, PaymentCalls.issued(tenant, amount))
                .getString("id");
        Calls.own(tenant, "POST", "payments/" + payment + "/refresh", "")
                .statusCode(200)
                .body("state", equalTo("succeeded"));
        return payment;
    }

    private String intent(String payment) {
        return Calls.json(Calls.get(tenant, "payments/" + payment)).getString("provider_id");
    }
}
