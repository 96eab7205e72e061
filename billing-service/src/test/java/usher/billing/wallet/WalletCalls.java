package usher.billing.wallet;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.TestTokens;

/** Requests on wallets. */
final class WalletCalls {
    static final String WALLETS = "/api/v1/billing/wallets";

    private WalletCalls() {}

    static Map<String, Object> gift(int amount, String reference, int priority, @Nullable String end) {
        var gift = new HashMap<String, Object>(
                Map.of("amount_minor", amount, "kind", "gift", "reference", reference, "priority", priority));
        if (end != null) {
            gift.put("expires_at", end);
        }
        return gift;
    }

    static String open(TenantId tenant, String currency) {
        return as(TestTokens.platformAdmin(), Map.of("currency", currency))
                .post(WALLETS + "?tenant=" + tenant)
                .then()
                .statusCode(201)
                .body("balance_minor", equalTo(0))
                .extract()
                .path("id");
    }

    static void pay(TenantId tenant, String wallet, Map<String, ?> credit) {
        act(tenant, wallet, "credits", credit).statusCode(200);
    }

    static ValidatableResponse act(TenantId tenant, String wallet, String what, Map<String, ?> body) {
        return as(TestTokens.platformAdmin(), body)
                .post(WALLETS + "/" + wallet + "/" + what + "?tenant=" + tenant)
                .then();
    }

    static RequestSpecification as(String token, Map<String, ?> body) {
        return given().auth().oauth2(token).contentType(ContentType.JSON).body(body);
    }

    static ValidatableResponse get(TenantId tenant, String wallet) {
        return given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, tenant))
                .get(WALLETS + "/" + wallet)
                .then()
                .statusCode(200);
    }

    static ValidatableResponse list(TenantId tenant, String wallet, String what) {
        return given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, tenant))
                .get(WALLETS + "/" + wallet + "/" + what)
                .then()
                .statusCode(200);
    }
}
