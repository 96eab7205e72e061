package usher.billing.collection;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.payment.StripeInTests;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class KeptMeansTest {
    @Inject
    Tenants tenants;

    @Inject
    KeptMeans means;

    private TenantId tenant;
    private TenantId other;
    private String method;

    @BeforeEach
    void keep() {
        PaymentCalls.takeStripe();
        tenant = tenants.in("UTC");
        other = tenants.in("UTC");
        method = PaymentCalls.kept(tenant);
    }

    @Test
    void paysByTheMethodThatIsPreferred() {
        assertTrue(canPay(tenant));
        assertFalse(canPay(other));

        Calls.own(tenant, "DELETE", "payment-methods/" + method, "").statusCode(204);

        assertFalse(canPay(tenant));
    }

    @Test
    void doesNotPayByACardThatIsOver() {
        PaymentBooks.rows(tenant, "update payment_method set expires = '01/2020' where tenant_id = $1 returning id");

        assertFalse(canPay(tenant));
    }

    @Test
    void doesNotPayByAProviderThatIsOff() {
        var path = Calls.BILLING + "payment-providers/stripe";
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType("application/json")
                .body("{\"enabled\":false,\"settings\":{}}")
                .put(path)
                .then()
                .statusCode(200);

        assertFalse(canPay(tenant));
    }

    @Test
    void doesNotPayByAMethodWhoseLastChargeFailed() {
        var token = StripeTokens.of(tenant, method);
        var charge = "{}";
        StripeInTests.STRIPE.books().decline(token, true);
        Calls.own(tenant, "POST", "invoices/" + PaymentCalls.issued(tenant, 100) + "/charge", charge)
                .statusCode(201);
        assertFalse(canPay(tenant));

        StripeInTests.STRIPE.books().decline(token, false);
        Calls.own(tenant, "POST", "invoices/" + PaymentCalls.issued(tenant, 100) + "/charge", charge)
                .statusCode(201);
        assertTrue(canPay(tenant));
    }

    private boolean canPay(TenantId whose) {
        return means.canPay(whose).await().indefinitely();
    }
}
