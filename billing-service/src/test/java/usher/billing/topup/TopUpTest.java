package usher.billing.topup;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Notices;
import usher.billing.Tenants;
import usher.billing.collection.PaymentBooks;
import usher.billing.collection.PaymentCalls;
import usher.billing.collection.StripeTokens;
import usher.billing.payment.StripeBooks;
import usher.billing.payment.StripeInTests;
import usher.billing.payment.StripeStandIn;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class TopUpTest {
    private static final StripeBooks STRIPE = StripeInTests.STRIPE.books();

    @Inject
    Tenants tenants;

    @Inject
    Recharging recharging;

    @Inject
    Notices notices;

    @Inject
    InstantSource clock;

    @BeforeEach
    void takeStripe() {
        PaymentCalls.takeStripe();
    }

    @Test
    void fillsAWalletWhenThePaymentHasSucceededAndOnce() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var wallet = wallet(tenant);
        topUp(other, wallet, "{\"amount_minor\":500,\"provider\":\"stripe\"}").statusCode(404);
        var payment = Calls.json(topUp(tenant, wallet, "{\"amount_minor\":500,\"provider\":\"stripe\"}")
                .statusCode(201)
                .body("purpose", equalTo("top_up"))
                .body("handover", startsWith("pi_")));
        STRIPE.confirm(payment.getString("provider_id"), StripeBooks.VISA);
        balance(tenant, wallet, 0);

        // When
        for (int time = 0; time < 3; time++) {
            Calls.own(tenant, "POST", "payments/" + payment.getString("id") + "/refresh", "")
                    .statusCode(200)
                    .body("state", equalTo("succeeded"));
        }

        // Then
        balance(tenant, wallet, 500);
        Calls.send(tenant, "POST", "payments/" + payment.getString("id") + "/refunds", "{\"reason\":\"Asked for\"}")
                .statusCode(201)
                .body("state", equalTo("done"));
        balance(tenant, wallet, 0);
        PaymentBooks.assertBalanced(tenant);
        PaymentBooks.assertAgreesWithStripe(tenant);
    }

    @Test
    void chargesTheKeptMethodForIt() {
        var tenant = tenants.in("UTC");
        var wallet = wallet(tenant);
        topUp(tenant, wallet, "{\"amount_minor\":500}").statusCode(409).body("code", equalTo("no-payment-method"));
        var method = PaymentCalls.kept(tenant);

        topUp(tenant, wallet, "{\"amount_minor\":500,\"method\":\"" + method + "\"}")
                .statusCode(201)
                .body("state", equalTo("succeeded"));

        balance(tenant, wallet, 500);
        topUp(tenant, wallet, "{\"amount_minor\":500,\"provider\":\"stripe\",\"method\":\"" + method + "\"}")
                .statusCode(400);
        topUp(tenant, wallet, "{\"amount_minor\":0}").statusCode(400);
    }

    @Test
    void rechargesOnceForACrossingAndNotMoreThanSoOftenADay() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = wallet(tenant);
        PaymentCalls.kept(tenant);
        setUp(tenant, wallet, 2).statusCode(200).body("state", equalTo("active"));

        // When
        for (int crossing = 0; crossing < 3; crossing++) {
            Uni.combine()
                    .all()
                    .unis(look(), look(), look())
                    .discardItems()
                    .await()
                    .indefinitely();
            look().await().indefinitely();
            spend(tenant, wallet, "s" + crossing);
            look().await().indefinitely();
        }

        // Then
        assertEquals(2, charges(tenant));
        notices.await(tenant, List.of("wallet.depleted", "wallet.depleted", "wallet.topped_up", "wallet.topped_up"));
        PaymentBooks.assertBalanced(tenant);
        PaymentBooks.assertAgreesWithStripe(tenant);
    }

    @Test
    void pausesRechargingWhenAChargeFailsAndTells() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var wallet = wallet(tenant);
        var token = StripeTokens.of(tenant, PaymentCalls.kept(tenant));
        STRIPE.decline(token, true);
        setUp(tenant, wallet, 3).statusCode(200);

        // When
        for (int time = 0; time < 3; time++) {
            look().await().indefinitely();
        }

        // Then
        var recharge = "wallets/" + wallet + "/recharge";
        assertEquals(1, charges(tenant));
        Calls.get(tenant, recharge).body("state", equalTo("paused")).body("failure", equalTo("card_declined"));
        notices.await(tenant, List.of("wallet.recharge_failed"));
        Calls.get(other, recharge).statusCode(404);
        setUp(other, wallet, 3).statusCode(404);
        Calls.own(other, "DELETE", recharge, "").statusCode(404);
        STRIPE.decline(token, false);
        setUp(tenant, wallet, 3).statusCode(200);
        look().await().indefinitely();
        balance(tenant, wallet, 1_000);
        Calls.own(tenant, "DELETE", recharge, "").statusCode(204);
    }

    @Test
    void chargesOnceWhenItIsSetUpAnewWhileAChargeIsUnderWay() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = wallet(tenant);
        PaymentCalls.kept(tenant);
        setUp(tenant, wallet, 5).statusCode(200);
        StripeInTests.STRIPE.trouble(StripeStandIn.Trouble.ANSWER_LOST);
        look().await().indefinitely();
        StripeInTests.STRIPE.trouble(StripeStandIn.Trouble.NONE);

        // When
        Calls.own(tenant, "DELETE", "wallets/" + wallet + "/recharge", "").statusCode(204);
        setUp(tenant, wallet, 5).statusCode(200);
        look().await().indefinitely();

        // Then
        assertEquals(1, charges(tenant));
    }

    private Uni<Void> look() {
        return recharging.by(clock.instant());
    }

    private static int charges(TenantId tenant) {
        return Calls.json(Calls.get(tenant, "payments"))
                .getList("data.findAll { it.purpose == 'top_up' }")
                .size();
    }

    private static String wallet(TenantId tenant) {
        return Calls.json(Calls.send(tenant, "POST", "wallets", "{\"currency\":\"USD\"}")
                        .statusCode(201))
                .getString("id");
    }

    private static ValidatableResponse topUp(TenantId tenant, String wallet, String body) {
        return Calls.own(tenant, "POST", "wallets/" + wallet + "/top-ups", body);
    }

    private static ValidatableResponse setUp(TenantId tenant, String wallet, int perDay) {
        return Calls.own(
                tenant,
                "PUT",
                "wallets/" + wallet + "/recharge",
                "{\"threshold_minor\":200,\"amount_minor\":1000,\"per_day\":" + perDay + "}");
    }

    private static void spend(TenantId tenant, String wallet, String reference) {
        var all = Calls.json(Calls.get(tenant, "wallets/" + wallet)).getLong("balance_minor");
        if (all > 0) {
            Calls.send(
                            tenant,
                            "POST",
                            "wallets/" + wallet + "/spendings",
                            "{\"amount_minor\":" + all + ",\"reference\":\"" + reference + "\"}")
                    .statusCode(200);
        }
    }

    private static void balance(TenantId tenant, String wallet, int minor) {
        Calls.get(tenant, "wallets/" + wallet).body("balance_minor", equalTo(minor));
    }
}
