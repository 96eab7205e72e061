package usher.billing.collection;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.payment.StripeBooks;
import usher.billing.payment.StripeInTests;
import usher.billing.payment.StripeStandIn.Trouble;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class RefundTest {
    private static final StripeBooks STRIPE = StripeInTests.STRIPE.books();

    @Inject
    Tenants tenants;

    @Inject
    LookUps lookUps;

    @Inject
    InstantSource clock;

    @BeforeEach
    void takeStripe() {
        PaymentCalls.takeStripe();
    }

    @Test
    void givesAnInvoicesMoneyBackWithACreditNoteAndNoCredit() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var payment = paid(tenant, PaymentCalls.issued(tenant, 1_000));
        refund(other, payment, 1).statusCode(404);

        // When
        refund(tenant, payment, 400)
                .statusCode(201)
                .body("state", equalTo("done"))
                .body("amount_minor", equalTo(400));
        refund(tenant, payment, 601).statusCode(400).body("errors[0].code", equalTo("amount-too-large"));
        Calls.send(tenant, "POST", "payments/" + payment + "/refunds", "{\"reason\":\"The rest\"}")
                .statusCode(201)
                .body("amount_minor", equalTo(600));

        // Then
        refund(tenant, payment, 1).statusCode(409).body("code", equalTo("payment-refunded"));
        Calls.get(tenant, "payments/" + payment).body("refunded_minor", equalTo(1_000));
        Calls.get(tenant, "invoices")
                .body("data.kind", equalTo(List.of("credit_note", "credit_note", "invoice")))
                .body("data.gross_minor", equalTo(List.of(-600, -400, 1_000)));
        assertEquals(0, PaymentBooks.credit(tenant));
    }

    @Test
    void booksWhatWasGivenBackAtTheProvider() {
        var tenant = tenants.in("UTC");
        var payment = paid(tenant, PaymentCalls.issued(tenant, 1_000));
        var intent = Calls.json(Calls.get(tenant, "payments/" + payment)).getString("provider_id");
        STRIPE.refund(intent, 250);

        for (int time = 0; time < 3; time++) {
            PaymentCalls.deliver(PaymentCalls.aboutCharge(intent)).statusCode(200);
        }

        Calls.get(tenant, "payments/" + payment).body("refunded_minor", equalTo(250));
        Calls.get(tenant, "invoices").body("data.gross_minor", equalTo(List.of(-250, 1_000)));
        assertEquals(0, PaymentBooks.credit(tenant));
    }

    @Test
    void isMadeOnceWhenItsAnswerWasLost() {
        // Given
        var tenant = tenants.in("UTC");
        var payment = paid(tenant, PaymentCalls.issued(tenant, 1_000));
        var intent = Calls.json(Calls.get(tenant, "payments/" + payment)).getString("provider_id");
        StripeInTests.STRIPE.trouble(Trouble.ANSWER_LOST);
        refund(tenant, payment, 300).statusCode(201).body("state", equalTo("pending"));
        StripeInTests.STRIPE.trouble(Trouble.NONE);

        // When
        lookUps.by(clock.instant().plus(Duration.ofMinutes(20))).await().indefinitely();

        // Then
        Calls.get(tenant, "payments/" + payment).body("refunded_minor", equalTo(300));
        assertEquals(700, STRIPE.taken(List.of(intent)));
    }

    @Test
    void takesMoneyOutOfTheWalletThatItWentInto() {
        // Given
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 1_000);
        var payment = PaymentCalls.completed(tenant, invoice).getString("id");
        Calls.send(tenant, "POST", "invoices/" + invoice + "/mark-paid", "{\"reference\":\"by hand\"}")
                .statusCode(200);
        Calls.own(tenant, "POST", "payments/" + payment + "/refresh", "").statusCode(200);
        Calls.get(tenant, "wallets").body("data.balance_minor", equalTo(List.of(1_000)));

        // When
        refund(tenant, payment, 300).statusCode(201).body("state", equalTo("done"));

        // Then
        Calls.get(tenant, "wallets").body("data.balance_minor", equalTo(List.of(700)));
        Calls.get(tenant, "invoices").body("data.kind", equalTo(List.of("invoice")));
        var wallet = Calls.json(Calls.get(tenant, "wallets")).getString("data[0].id");
        Calls.send(tenant, "POST", "wallets/" + wallet + "/spendings", "{\"amount_minor\":500,\"reference\":\"spent\"}")
                .statusCode(200);
        refund(tenant, payment, 201).statusCode(409).body("code", equalTo("balance-insufficient"));
    }

    @Test
    void takesWhatIsLeftInTheWalletWhenMoreWentBackAtTheProvider() {
        // Given
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 1_000);
        var payment = PaymentCalls.completed(tenant, invoice);
        Calls.send(tenant, "POST", "invoices/" + invoice + "/mark-paid", "{\"reference\":\"by hand\"}")
                .statusCode(200);
        var refresh = "payments/" + payment.getString("id") + "/refresh";
        Calls.own(tenant, "POST", refresh, "").statusCode(200);
        var wallet = Calls.json(Calls.get(tenant, "wallets")).getString("data[0].id");
        Calls.send(tenant, "POST", "wallets/" + wallet + "/spendings", "{\"amount_minor\":700,\"reference\":\"spent\"}")
                .statusCode(200);

        // When
        STRIPE.refund(payment.getString("provider_id"), 500);
        Calls.own(tenant, "POST", refresh, "").statusCode(200).body("refunded_minor", equalTo(500));
        Calls.own(tenant, "POST", refresh, "").statusCode(200).body("refunded_minor", equalTo(500));

        // Then
        Calls.get(tenant, "wallets").body("data.balance_minor", equalTo(List.of(0)));
    }

    private static String paid(TenantId tenant, String invoice) {
        var payment = PaymentCalls.completed(tenant, invoice).getString("id");
        Calls.own(tenant, "POST", "payments/" + payment + "/refresh", "")
                .statusCode(200)
                .body("state", equalTo("succeeded"));
        return payment;
    }

    private static ValidatableResponse refund(TenantId tenant, String payment, long amount) {
        return Calls.send(
                tenant,
                "POST",
                "payments/" + payment + "/refunds",
                "{\"amount_minor\":" + amount + ",\"reason\":\"Asked for\"}");
    }
}
