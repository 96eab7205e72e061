package usher.billing.overview;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class OverviewTest {
    @Inject
    Tenants tenants;

    @Test
    void showsAllTenantsOfAPlanBesideTheirLimitsAndTheMonthBefore() {
        // Given
        var plan = publish();
        var first = on(plan, "Asia/Jerusalem");
        var second = on(plan, "UTC");
        var third = on(plan, "UTC");
        use(first, 7, 100, "2025-01-31T21:59:00Z");
        use(first, 5, 60, "2025-01-31T22:00:00Z");
        use(second, 9, 0, "2025-01-31T22:00:00Z");

        // When
        var rows = new HashMap<String, Map<String, Object>>();
        String cursor = "";
        int pages = 0;
        boolean more = true;
        while (more) {
            var page = json("usage/tenants?limit=1&month=2025-02&plan=" + plan + cursor);
            page.<Map<String, Object>>getList("data").forEach(row -> rows.put((String) row.get("tenant"), row));
            more = page.getBoolean("has_more");
            cursor = "&starting_after=" + page.getString("next_cursor");
            pages++;
        }

        // Then
        assertEquals(3, pages);
        assertEquals(Set.of(first.toString(), second.toString(), third.toString()), rows.keySet());
        assertEquals("{cost_micros=60, limit=20, metric=mails, previous_quantity=7, quantity=5}", mails(rows, first));
        assertEquals("{cost_micros=0, limit=20, metric=mails, previous_quantity=9, quantity=0}", mails(rows, second));
        assertEquals("{cost_micros=0, limit=20, metric=mails, previous_quantity=0, quantity=0}", mails(rows, third));
        assertEquals(100, row(rows, first).get("previous_cost_micros"));
        var csv = get("usage/tenants.csv?month=2025-02&plan=" + plan)
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(4, csv.lines().count());
        assertTrue(csv.contains(first + ",Acme," + plan + ",2025-02,mails,5,7,20,60"), csv);
        assertFalse(csv.contains("free"));
    }

    @Test
    void isForThePlatformAlone() {
        var tenant = TestTenants.active();

        for (var path : List.of("usage/tenants", "usage/tenants.csv")) {
            for (var token : List.of(TestTokens.member(Role.ADMIN, tenant.id()), tenant.secretKey())) {
                given().auth().oauth2(token).get(Calls.BILLING + path).then().statusCode(403);
            }
        }
        get("usage/tenants?month=2027-13").statusCode(400);
        get("usage/tenants?starting_after=x").statusCode(400).body("errors[0].code", equalTo("cursor-invalid"));
    }

    private static Map<String, Object> row(Map<String, Map<String, Object>> rows, TenantId tenant) {
        return rows.getOrDefault(tenant.toString(), Map.of());
    }

    private static String mails(Map<String, Map<String, Object>> rows, TenantId tenant) {
        var metrics = (List<?>) Objects.requireNonNull(row(rows, tenant).get("metrics"));
        return new TreeMap<>((Map<?, ?>) metrics.getFirst()).toString();
    }

    private static String publish() {
        var plan = "o" + UUID.randomUUID().toString().replace("-", "");
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType("application/json")
                .body(
                        "{\"plan\":\"%s\",\"name\":\"O\",\"limits\":[{\"metric\":\"mails\",\"amount\":20,\"period\":\"month\"}],\"terms\":{\"currency\":\"USD\"}}"
                                .formatted(plan))
                .post(Calls.BILLING + "plans")
                .then()
                .statusCode(201);
        return plan;
    }

    private TenantId on(String plan, String zone) {
        var tenant = tenants.in(zone);
        Calls.send(tenant, "POST", "subscription/changes", "{\"plan\":\"" + plan + "\"}")
                .statusCode(200);
        return tenant;
    }

    private static void use(TenantId tenant, long quantity, long cost, String time) {
        var event =
                "[{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"test\",\"type\":\"mails\",\"time\":\"%s\",\"data\":{\"quantity\":%d,\"cost_micros\":%d}}]"
                        .formatted(UUID.randomUUID(), time, quantity, cost);
        Calls.send(tenant, "POST", "events", event).statusCode(200);
    }

    private static JsonPath json(String path) {
        return get(path).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .get(Calls.BILLING + path)
                .then();
    }
}
