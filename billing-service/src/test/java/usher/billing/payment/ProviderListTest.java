package usher.billing.payment;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.collection.PaymentCalls;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class ProviderListTest {
    @Inject
    Tenants tenants;

    @Test
    void tellsTenantsWhomTheyCanPayWithAndNoMore() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        PaymentCalls.takeStripe();

        // When
        var mine = Calls.own(tenant, "GET", "payment-providers", "").statusCode(200);

        // Then
        mine.body("data.provider", hasItem("stripe"));
        assertFalse(mine.extract().asString().contains("secret"));
        Calls.own(other, "GET", "payment-providers", "").body("data.provider", hasItem("stripe"));
        Calls.own(tenant, "GET", "payment-providers/all", "").statusCode(403);
        Calls.get(tenant, "payment-providers/all")
                .statusCode(200)
                .body("data.provider", hasItems("paypal", "stripe"))
                .body("data.find { it.provider == 'stripe' }.enabled", equalTo(true));
    }

    @Test
    void leavesOutWhatIsDisabled() {
        var tenant = tenants.in("UTC");
        PaymentCalls.takeStripe();
        Calls.send(tenant, "PUT", "payment-providers/stripe", "{\"enabled\":false}")
                .statusCode(200);

        Calls.own(tenant, "GET", "payment-providers", "").body("data.provider", not(hasItem("stripe")));

        PaymentCalls.takeStripe();
    }
}
