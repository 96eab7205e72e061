package usher.billing.collection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Kafka;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.billing.payment.StripeBooks;
import usher.billing.payment.StripeInTests;
import usher.billing.payment.StripeStandIn.Trouble;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.EventJson;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class PaymentTest {
    private static final StripeBooks STRIPE = StripeInTests.STRIPE.books();

    @Inject
    Tenants tenants;

    @Inject
    LookUps lookUps;

    @Inject
    InstantSource clock;

    @Inject
    Kafka kafka;

    @BeforeEach
    void takeStripe() {
        PaymentCalls.takeStripe();
    }

    @AfterEach
    void calm() {
        StripeInTests.STRIPE.trouble(Trouble.NONE);
    }

    @Test
    void succeedsByWhatTheProviderSaysWhenItIsAsked() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 1_234);
        var payment = Calls.json(PaymentCalls.pay(tenant, invoice)
                .statusCode(201)
                .body("state", equalTo("waiting"))
                .body("handover", startsWith("pi_"))
                .body("publishable_key", equalTo("pk_test_1"))
                .body("amount_minor", equalTo(1_234)));
        var path = "payments/" + payment.getString("id");
        STRIPE.confirm(payment.getString("provider_id"), StripeBooks.VISA);
        Calls.get(tenant, path).body("state", equalTo("waiting")).body("handover", nullValue());

        // When
        PaymentCalls.deliver(PaymentCalls.aboutIntent(payment.getString("provider_id")))
                .statusCode(200);

        // Then
        Calls.get(tenant, path).body("state", equalTo("succeeded")).body("succeeded_at", notNullValue());
        Calls.get(tenant, "invoices/" + invoice)
                .body("status", equalTo("paid"))
                .body("payment.provider", equalTo("stripe"))
                .body("payment.reference", equalTo(payment.getString("provider_id")))
                .body("payment.method", equalTo("card"));
        Calls.get(tenant, "payment-methods")
                .body("data[0].label", equalTo("Visa •••• 4242"))
                .body("data[0].preferred", equalTo(true));
        Calls.get(tenant, "payments?state=succeeded").body("data.id", equalTo(List.of(payment.getString("id"))));
        Calls.get(other, path).statusCode(404);
        Calls.own(other, "POST", path + "/refresh", "").statusCode(404);
        Calls.get(other, "payments").body("data", equalTo(List.of()));
        Calls.get(other, "payment-methods").body("data", equalTo(List.of()));
        Waiting.until("one payment in the activities", () -> came(tenant).size() == 1);
        assertEquals("1234", came(tenant).getFirst().properties().get("amount_minor"));
        assertEquals(List.of(), came(other));
    }

    @Test
    void isBegunOnceHoweverOftenItIsClicked() {
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 500);
        var ids = new HashSet<String>();
        for (int click = 0; click < 2; click++) {
            ids.add(given().auth()
                    .oauth2(TestTokens.member(Role.ADMIN, tenant))
                    .header("Idempotency-Key", "click-" + invoice)
                    .contentType("application/json")
                    .body("{\"provider\":\"stripe\"}")
                    .post(Calls.BILLING + "invoices/" + invoice + "/payments")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }

        PaymentCalls.pay(tenant, invoice)
                .statusCode(409)
                .body("code", equalTo("payment-under-way"))
                .body("payment", equalTo(ids.iterator().next()));

        assertEquals(1, ids.size());
        assertEquals(1, STRIPE.of(ids.iterator().next()));
    }

    @Test
    void isBegunOnceByAllWhoWantItAtTheSameTime() {
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 500);

        var statuses =
                AtOnce.of(6, () -> PaymentCalls.pay(tenant, invoice).extract().statusCode());

        assertEquals(List.of(201, 409, 409, 409, 409, 409), statuses);
        assertEquals(
                1, Calls.json(Calls.get(tenant, "payments")).getList("data").size());
    }

    @Test
    void isFoundAgainAfterACrashBetweenOurRowAndTheProvidersAnswer() {
        // Given
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 700);
        StripeInTests.STRIPE.trouble(Trouble.ANSWER_LOST);
        var payment = Calls.json(
                        PaymentCalls.pay(tenant, invoice).statusCode(201).body("state", equalTo("created")))
                .getString("id");
        StripeInTests.STRIPE.trouble(Trouble.NONE);

        // When
        lookUpIn(Duration.ofMinutes(2));

        // Then
        Calls.get(tenant, "payments/" + payment)
                .body("state", equalTo("waiting"))
                .body("provider_id", startsWith("pi_"));
        assertEquals(1, STRIPE.of(payment));
        Calls.own(tenant, "POST", "payments/" + payment + "/refresh", "")
                .statusCode(200)
                .body("handover", startsWith("pi_"));
    }

    @Test
    void isLookedUpByTheJobWhenStripeIsAwayWhileItTells() {
        // Given
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 800);
        var payment = PaymentCalls.completed(tenant, invoice);
        StripeInTests.STRIPE.trouble(Trouble.AWAY);
        PaymentCalls.deliver(PaymentCalls.aboutIntent(payment.getString("provider_id")))
                .statusCode(503)
                .body("code", equalTo("provider-unavailable"));
        Calls.own(tenant, "POST", "payments/" + payment.getString("id") + "/refresh", "")
                .statusCode(503);
        StripeInTests.STRIPE.trouble(Trouble.NONE);

        // When
        Waiting.until("the look-up job finds it", () -> {
            lookUpIn(Duration.ofMinutes(20));
            return Calls.json(Calls.get(tenant, "invoices/" + invoice))
                    .getString("status")
                    .equals("paid");
        });

        // Then
        Calls.get(tenant, "payments/" + payment.getString("id")).body("state", equalTo("succeeded"));
    }

    @Test
    void answersInTimeWhenStripeDoesNot() {
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 900);
        StripeInTests.STRIPE.trouble(Trouble.SLOW);

        var payment = Calls.json(
                        PaymentCalls.pay(tenant, invoice).statusCode(201).body("state", equalTo("created")))
                .getString("id");

        StripeInTests.STRIPE.trouble(Trouble.NONE);
        Waiting.until("Stripe is asked again", () -> {
            lookUpIn(Duration.ofMinutes(2));
            return Calls.json(Calls.get(tenant, "payments/" + payment))
                    .getString("state")
                    .equals("waiting");
        });
        assertEquals(1, STRIPE.of(payment));
    }

    @Test
    void leavesTheWayFreeWhenThePayerStaysAwayAndKeepsMoneyThatComesAllTheSame() {
        // Given
        var tenant = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 1_000);
        var first = Calls.json(PaymentCalls.pay(tenant, invoice).statusCode(201));
        lookUpIn(Duration.ofHours(2));
        Calls.get(tenant, "payments/" + first.getString("id"))
                .body("state", equalTo("cancelled"))
                .body("failure", equalTo("abandoned"));
        var second = PaymentCalls.completed(tenant, invoice);
        PaymentCalls.deliver(PaymentCalls.aboutIntent(second.getString("provider_id")))
                .statusCode(200);

        // When
        STRIPE.confirm(first.getString("provider_id"), StripeBooks.VISA);
        PaymentCalls.deliver(PaymentCalls.aboutIntent(first.getString("provider_id")))
                .statusCode(200);

        // Then
        Calls.get(tenant, "invoices/" + invoice).body("payment.reference", equalTo(second.getString("provider_id")));
        Calls.get(tenant, "payments/" + first.getString("id")).body("state", equalTo("succeeded"));
        Calls.get(tenant, "wallets")
                .body("data.balance_minor", equalTo(List.of(1_000)))
                .body("data.currency", equalTo(List.of("USD")));
    }

    @Test
    void chargesTheKeptMethodAndTellsWhyNot() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var none = PaymentCalls.issued(other, 100);
        Calls.own(other, "POST", "invoices/" + none + "/charge", "{}")
                .statusCode(409)
                .body("code", equalTo("no-payment-method"));
        var method = PaymentCalls.kept(tenant);
        Calls.own(other, "POST", "invoices/" + none + "/charge", "{\"method\":\"" + method + "\"}")
                .statusCode(404);
        Calls.own(other, "DELETE", "payment-methods/" + method, "").statusCode(404);
        var token = StripeTokens.of(tenant, method);
        var invoice = PaymentCalls.issued(tenant, 4_200);

        // When
        STRIPE.decline(token, true);
        var declined = Calls.own(tenant, "POST", "invoices/" + invoice + "/charge", "{}");
        STRIPE.decline(token, false);
        var charged = Calls.own(tenant, "POST", "invoices/" + invoice + "/charge", "{}");

        // Then
        declined.statusCode(201).body("state", equalTo("failed")).body("failure", equalTo("card_declined"));
        charged.statusCode(201).body("state", equalTo("succeeded")).body("method", equalTo(method));
        Calls.get(tenant, "invoices/" + invoice).body("status", equalTo("paid"));
        Calls.own(tenant, "POST", "invoices/" + invoice + "/charge", "{}")
                .statusCode(409)
                .body("code", equalTo("invoice-not-open"));
        Calls.own(tenant, "DELETE", "payment-methods/" + method, "").statusCode(204);
        Calls.get(tenant, "payment-methods").body("data", equalTo(List.of()));
    }

    private void lookUpIn(Duration time) {
        lookUps.by(clock.instant().plus(time)).await().indefinitely();
    }

    private List<ActivityRecorded> came(TenantId tenant) {
        return kafka.all(Topic.ACTIVITY.topic()).stream()
                .filter(message -> tenant.toString().equals(message.key()))
                .map(message -> read(message.value()))
                .filter(told -> told.activity().equals("payment.succeeded"))
                .toList();
    }

    private static ActivityRecorded read(byte[] event) {
        try {
            return EventJson.read(event, ActivityRecorded.class).data();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
