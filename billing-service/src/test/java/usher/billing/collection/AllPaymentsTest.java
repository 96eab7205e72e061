package usher.billing.collection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class AllPaymentsTest {
    @Inject
    Tenants tenants;

    private TenantId one;
    private TenantId two;

    @BeforeEach
    void pay() {
        PaymentCalls.takeStripe();
        one = tenants.in("UTC");
        two = tenants.in("UTC");
    }

    @Test
    void showsThePlatformThoseOfAllTenantsTheNewestFirst() {
        // Given
        var first = waiting(one);
        var second = waiting(two);

        // When
        var page = all(TestTokens.member(Role.ANALYST, null), "limit=2").statusCode(200);

        // Then
        page.body("data.id", equalTo(List.of(second, first)));
        page.body("data.tenant", equalTo(List.of(two.toString(), one.toString())));
        var rest = all(TestTokens.platformAdmin(), "limit=1&starting_after=" + second);
        assertEquals(List.of(first), Calls.json(rest).getList("data.id"));
        all(TestTokens.platformAdmin(), "limit=0").statusCode(400);
        all(TestTokens.platformAdmin(), "starting_after=x").statusCode(400);
    }

    @Test
    void showsTenantsNothingOfIt() {
        all(TestTokens.member(Role.ADMIN, one), "limit=1").statusCode(403);
        given().get(Calls.BILLING + "payments/all").then().statusCode(401);
    }

    @Test
    void isNarrowedByStateProviderTenantAndTime() {
        // Given
        var waits = waiting(one);
        var paid = PaymentCalls.completed(one, PaymentCalls.issued(one, 200)).getString("id");
        Calls.own(one, "POST", "payments/" + paid + "/refresh", "").statusCode(200);
        waiting(two);
        var platform = TestTokens.platformAdmin();
        var begun = Calls.json(Calls.get(one, "payments/" + paid)).getString("created_at");

        // When
        var ofOne = all(platform, "tenant=" + one);

        // Then
        ofOne.body("data.id", equalTo(List.of(paid, waits)));
        all(platform, "tenant=" + one + "&state=succeeded").body("data.id", equalTo(List.of(paid)));
        all(platform, "state=succeeded").body("data.state", everyItem(equalTo("succeeded")));
        all(platform, "provider=stripe&limit=100").body("data.id", hasItems(paid, waits));
        all(platform, "provider=paypal&tenant=" + one).body("data", hasSize(0));
        all(platform, "tenant=" + one + "&from=" + begun).body("data.id", equalTo(List.of(paid)));
        all(platform, "tenant=" + one + "&to=" + begun).body("data.id", equalTo(List.of(waits)));
        all(platform, "from=yesterday").statusCode(400).body("errors[0].code", equalTo("time-invalid"));
        all(platform, "state=lost").statusCode(404);
        all(platform, "provider=Stripe!").statusCode(400);
    }

    private static String waiting(TenantId tenant) {
        return Calls.json(PaymentCalls.pay(tenant, PaymentCalls.issued(tenant, 100))
                        .statusCode(201))
                .getString("id");
    }

    private static ValidatableResponse all(String token, String query) {
        return given().auth()
                .oauth2(token)
                .get(Calls.BILLING + "payments/all?" + query)
                .then();
    }
}
