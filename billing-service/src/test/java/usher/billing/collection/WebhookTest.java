package usher.billing.collection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.payment.StripeBooks;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class WebhookTest {
    @Inject
    Tenants tenants;

    @Inject
    InstantSource clock;

    @BeforeEach
    void takeStripe() {
        PaymentCalls.takeStripe();
    }

    @Test
    void believesNobodyButTheProvider() {
        // Given
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 100);
        var payment = PaymentCalls.completed(tenant, invoice);
        var body = PaymentCalls.aboutIntent(payment.getString("provider_id"));
        long now = clock.instant().getEpochSecond();

        // When
        var refused = List.of(
                PaymentCalls.deliver(body, ""),
                PaymentCalls.deliver(body, "t=1,v1=00"),
                PaymentCalls.deliver(body, StripeBooks.signature(body, "whsec_of_somebody", now)),
                PaymentCalls.deliver(body + " ", StripeBooks.signature(body, PaymentCalls.SECRET, now)),
                PaymentCalls.deliver(body, StripeBooks.signature(body, PaymentCalls.SECRET, now - 301)),
                PaymentCalls.deliver("{", StripeBooks.signature("{", PaymentCalls.SECRET, now)));

        // Then
        refused.forEach(answer -> answer.statusCode(401).body("code", equalTo("signature-invalid")));
        Calls.get(tenant, "invoices/" + invoice).body("status", equalTo("issued"));
        given().body(body).post(Calls.BILLING + "webhooks/nobody").then().statusCode(404);
    }

    @Test
    void takesAReplayWithoutAnEffect() {
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 100);
        var body =
                PaymentCalls.aboutIntent(PaymentCalls.completed(tenant, invoice).getString("provider_id"));

        for (int time = 0; time < 3; time++) {
            PaymentCalls.deliver(body).statusCode(200);
        }

        Calls.get(tenant, "payments").body("data.state", equalTo(List.of("succeeded")));
        Calls.get(tenant, "wallets").body("data", equalTo(List.of()));
    }

    @Test
    void takesTheSameAtTheSameTimeOnce() {
        // Given
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 100);
        var intent = PaymentCalls.completed(tenant, invoice).getString("provider_id");
        Calls.send(tenant, "POST", "invoices/" + invoice + "/mark-paid", "{\"reference\":\"by hand\"}")
                .statusCode(200);

        // When
        var statuses = AtOnce.of(
                8,
                () -> PaymentCalls.deliver(PaymentCalls.aboutIntent(intent))
                        .extract()
                        .statusCode());

        // Then
        assertEquals(Collections.nCopies(8, 200), statuses);
        Calls.get(tenant, "wallets").body("data.balance_minor", equalTo(List.of(100)));
        PaymentBooks.assertBalanced(tenant);
    }

    @Test
    void answersForPaymentsOfOthersAndDoesNothing() {
        PaymentCalls.deliver(PaymentCalls.aboutIntent("pi_of_somebody")).statusCode(200);
        PaymentCalls.deliver("{\"id\":\"evt_1\",\"type\":\"account.updated\"}").statusCode(200);
    }

    @Test
    void keepsTheSellersSecrets() {
        var path = Calls.BILLING + "payment-providers/stripe";
        var platform = TestTokens.platformAdmin();

        given().auth()
                .oauth2(platform)
                .get(path)
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("made_settings", equalTo(List.of("publishable_key", "secret_key", "webhook_secret")))
                .body("size()", equalTo(5));
        for (var wrong : List.of(
                "{}",
                "{\"enabled\":true,\"settings\":{\"secret_key\":\"\"}}",
                "{\"enabled\":true,\"settings\":{\"password\":\"x\"}}",
                "{\"enabled\":true,\"settings\":[]}")) {
            given().auth()
                    .oauth2(platform)
                    .contentType("application/json")
                    .body(wrong)
                    .put(path)
                    .then()
                    .statusCode(400);
        }
        given().auth()
                .oauth2(platform)
                .get(Calls.BILLING + "payment-providers/nobody")
                .then()
                .statusCode(404);
    }
}
