package usher.billing.closing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.UUID;
import usher.billing.Calls;
import usher.contracts.id.TenantId;
import usher.kit.test.TestTokens;

/** A plan with a fee, a tax and prices for mails and seats, made for a test. */
record Plan(String code) {
    static Plan publish(String currency, long baseMinor) {
        var code = "p" + UUID.randomUUID().toString().replace("-", "");
        var body = """
                {"plan":"%s","name":"Test","terms":{"currency":"%s","base_minor":%d,"tax":{"rate":"0.18","text":"VAT"},"charges":[
                  {"metric":"mails","model":"graduated","tiers":[{"up_to":100,"unit_price":"0"},{"unit_price":"0.015"}]},
                  {"metric":"pages","model":"package","included":10,"package_size":25,"unit_price":"1.99"},
                  {"metric":"seats","model":"per_unit","included":1,"unit_price":"7"}]}}""".formatted(code, currency, baseMinor);
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(body)
                .post(Calls.BILLING + "plans")
                .then()
                .statusCode(201);
        return new Plan(code);
    }

    void takenBy(TenantId tenant) {
        Calls.send(tenant, "POST", "subscription/changes", "{\"plan\":\"" + code + "\",\"seats\":3}")
                .statusCode(200);
    }

    static void use(TenantId tenant, String metric, long quantity) {
        use(tenant, metric, quantity, Instant.now());
    }

    static void use(TenantId tenant, String metric, long quantity, Instant time) {
        var event =
                "[{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"test\",\"type\":\"%s\",\"time\":\"%s\",\"data\":{\"quantity\":%d}}]"
                        .formatted(UUID.randomUUID(), metric, time, quantity);
        Calls.send(tenant, "POST", "events", event).statusCode(200);
    }
}
