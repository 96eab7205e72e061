package usher.billing.plan;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class PlanTest {
    @Inject
    Tenants tenants;

    @Test
    void publishesVersionsThatRunningSubscriptionsDoNotFollow() {
        // Given
        var code = code();
        publish(code, "1000", "").statusCode(201).body("version", equalTo(1));
        var early = tenants.in("UTC");
        var later = tenants.in("UTC");
        Calls.send(early, "PUT", "subscription", "{\"plan\":\"" + code + "\"}").statusCode(200);

        // When
        publish(code, "2000", "").statusCode(201).body("version", equalTo(2)).body("terms.base_minor", equalTo(2000));
        Calls.send(later, "PUT", "subscription", "{\"plan\":\"" + code + "\"}").statusCode(200);

        // Then
        Calls.get(early, "subscription").body("plan_version", equalTo(1));
        Calls.get(later, "subscription").body("plan_version", equalTo(2));
        versions(code).body("data.version", equalTo(List.of(2, 1))).body("has_more", equalTo(false));
    }

    @Test
    void offersAVersionFromItsDateOn() {
        var code = code();
        publish(code, "1000", "").statusCode(201);
        var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        publish(code, "2000", ",\"effective_from\":\"" + tomorrow + "\"").statusCode(201);
        var tenant = tenants.in("UTC");

        Calls.send(tenant, "PUT", "subscription", "{\"plan\":\"" + code + "\"}").body("plan_version", equalTo(1));
    }

    @Test
    void withdrawsAVersionThatIsStillToCome() {
        // Given
        var code = code();
        publish(code, "1000", "").statusCode(201);
        var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        publish(code, "2000", ",\"effective_from\":\"" + tomorrow + "\"").statusCode(201);
        var path = code + "/versions/";

        // When
        platform("DELETE", path + 2, "").statusCode(204);

        // Then
        platform("DELETE", path + 2, "").statusCode(409).body("code", equalTo("version-in-force"));
        platform("DELETE", path + 1, "").statusCode(409);
        platform("DELETE", path + 3, "").statusCode(404);
        versions(code).body("data[0].withdrawn_at", notNullValue()).body("data[1].withdrawn_at", nullValue());
        publish(code, "3000", "").body("version", equalTo(3));
        Calls.own(tenants.in("UTC"), "DELETE", "plans/" + path + 2, "").statusCode(403);
    }

    @Test
    void isKeptButNotChosenWhenItIsOffSale() {
        // Given
        var code = code();
        publish(code, "1000", ",\"self_service\":true").statusCode(201);
        var early = tenants.in("UTC");
        var late = tenants.in("UTC");
        var choice = "{\"plan\":\"" + code + "\",\"seats\":2}";
        var more = "{\"plan\":\"" + code + "\",\"seats\":3}";
        Calls.own(early, "POST", "subscription/changes", choice).statusCode(200);

        // When
        platform("PUT", code + "/sale", "{\"enabled\":false}").statusCode(200).body("enabled", equalTo(false));
        publish(code, "2000", ",\"self_service\":true").body("enabled", equalTo(false));

        // Then
        Calls.own(early, "POST", "subscription/changes", more).statusCode(200);
        for (var path : List.of("subscription/changes", "subscription/changes/preview")) {
            Calls.own(late, "POST", path, choice).statusCode(409).body("code", equalTo("plan-disabled"));
        }
        Calls.send(late, "PUT", "subscription", "{\"plan\":\"" + code + "\"}").statusCode(409);
        Calls.own(late, "GET", "plans", "").body("data.plan", not(hasItem(code)));
        Calls.own(early, "GET", "subscription/plan", "").body("plan", equalTo(code));
        platform("PUT", code + "/sale", "{\"enabled\":true}").statusCode(200);
        Calls.own(late, "POST", "subscription/changes", choice).statusCode(200);
        platform("PUT", "free/sale", "{\"enabled\":false}").statusCode(409).body("code", equalTo("plan-needed"));
        platform("PUT", code() + "/sale", "{\"enabled\":true}").statusCode(404);
    }

    @Test
    void showsATenantTheTermsItIsOnThoughTheyAreNotOnOffer() {
        // Given
        var code = code();
        publish(code, "1000", ",\"negotiable\":true").statusCode(201);
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var agreed = "{\"plan\":\"" + code + "\",\"limits\":{\"messages\":77}}";
        Calls.send(tenant, "PUT", "subscription", agreed).statusCode(200);
        publish(code, "2000", ",\"negotiable\":true").statusCode(201);

        // Then
        Calls.own(tenant, "GET", "subscription/plan", "")
                .statusCode(200)
                .body("plan", equalTo(code))
                .body("version", equalTo(1))
                .body("terms.base_minor", equalTo(1000))
                .body("terms.tax.rate", equalTo("0.18"))
                .body("limits.amount", equalTo(List.of(77)));
        Calls.own(other, "GET", "subscription/plan", "").body("plan", equalTo("free"));
    }

    @Test
    void hidesFromTenantsWhatTheyCannotChoose() {
        var code = code();
        publish(code, "1000", "").statusCode(201);
        var tenant = tenants.in("UTC");

        Calls.own(tenant, "GET", "plans", "").body("data.plan", not(hasItem(code)));
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"" + code + "\"}")
                .statusCode(400)
                .body("errors[0].code", equalTo("plan-unknown"));
        Calls.get(tenant, "plans").body("data.plan", hasItem(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"currency\":\"XXX\"}",
                "{\"currency\":\"GOLD\"}",
                "{\"currency\":\"USD\",\"base_minor\":-1}",
                "{\"currency\":\"USD\",\"tax\":{\"rate\":\"1.5\"}}",
                "{\"currency\":\"USD\",\"charges\":[{}]}",
                "{\"currency\":\"USD\",\"charges\":[{\"metric\":\"m\",\"model\":\"per_unit\"}]}",
                "{\"currency\":\"USD\",\"charges\":[{\"metric\":\"m\",\"model\":\"per_unit\",\"unit_price\":\"-1\"}]}",
                "{\"currency\":\"USD\",\"charges\":[{\"metric\":\"m\",\"model\":\"package\",\"unit_price\":\"1\",\"package_size\":0}]}",
                "{\"currency\":\"USD\",\"charges\":[{\"metric\":\"m\",\"model\":\"volume\",\"tiers\":[]}]}",
                "{\"currency\":\"USD\",\"charges\":[{\"metric\":\"m\",\"model\":\"graduated\",\"tiers\":[{\"up_to\":5,\"unit_price\":\"1\"}]}]}",
                "{\"currency\":\"USD\",\"charges\":[{\"metric\":\"m\",\"model\":\"per_unit\",\"unit_price\":\"1\"},{\"metric\":\"m\",\"model\":\"per_unit\",\"unit_price\":\"2\"}]}",
                "{\"currency\":\"USD\",\"price\":1}",
            })
    void refusesTermsThatNoBillCanBeMadeOf(String terms) {
        send("{\"plan\":\"" + code() + "\",\"name\":\"X\",\"terms\":" + terms + "}")
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private static ValidatableResponse platform(String method, String path, String body) {
        var request = given().auth().oauth2(TestTokens.platformAdmin());
        if (!body.isEmpty()) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.request(method, "/api/v1/billing/plans/" + path).then();
    }

    private static ValidatableResponse publish(String code, String base, String more) {
        return send("{\"plan\":\"" + code + "\",\"name\":\"Test\",\"limits\":[{\"metric\":\"messages\",\"amount\":5,"
                + "\"period\":\"month\",\"hard\":false}],\"terms\":{\"currency\":\"ILS\",\"base_minor\":" + base
                + ",\"tax\":{\"rate\":\"0.18\",\"text\":\"VAT\"}}" + more + "}");
    }

    private static ValidatableResponse send(String body) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/billing/plans")
                .then();
    }

    private static ValidatableResponse versions(String code) {
        return given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, null))
                .get("/api/v1/billing/plans/" + code + "/versions")
                .then();
    }

    private static String code() {
        return "p" + UUID.randomUUID().toString().replace("-", "");
    }
}
