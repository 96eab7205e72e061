package usher.billing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.kit.test.TestTokens;

/** Plans of tests, which nobody else has. */
public final class PublishedPlans {
    private PublishedPlans() {}

    /** With these limits, as JSON objects; its code. */
    public static String with(String... limits) {
        var code = "p" + UUID.randomUUID().toString().replace("-", "");
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(
                        "{\"plan\":\"%s\",\"name\":\"Test\",\"limits\":[%s],\"terms\":{\"currency\":\"USD\",\"base_minor\":0}}"
                                .formatted(code, String.join(",", limits)))
                .post("/api/v1/billing/plans")
                .then()
                .statusCode(201);
        return code;
    }

    public static String limit(String metric, long amount, String period, boolean hard) {
        return "{\"metric\":\"%s\",\"amount\":%d,\"period\":\"%s\",\"hard\":%s}"
                .formatted(metric, amount, period, hard);
    }

    public static void choose(TenantId tenant, String plan) {
        Calls.send(tenant, "POST", "subscription/changes", "{\"plan\":\"" + plan + "\"}")
                .statusCode(200);
    }
}
