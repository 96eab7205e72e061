package usher.chat.turn;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import usher.chat.limit.TestEntitlements;
import usher.kit.access.Role;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** How tests of turns talk to the service. */
final class Talking {
    static final String TURNS = "/api/v1/chat/turns";

    private Talking() {}

    static TestTenant tenantWithModel(ScriptedProvider provider) {
        var made = TestTenants.active();
        TestEntitlements.grant(made.id(), 100L, 1000L);
        bearer(TestTokens.platformAdmin())
                .queryParam("tenant", made.id().toString())
                .body(endpoint(provider))
                .put("/api/v1/chat/admin/model")
                .then()
                .statusCode(200);
        return made;
    }

    static Map<String, Object> endpoint(ScriptedProvider provider) {
        return Map.of("provider", "openai", "base_url", provider.url(), "model", "gpt-4o-mini", "api_key", "k");
    }

    static ValidatableResponse ask(TestTenant tenant, Map<String, ?> question) {
        return server(tenant).body(question).post(TURNS).then();
    }

    static RequestSpecification server(TestTenant tenant) {
        return bearer(tenant.secretKey());
    }

    static RequestSpecification member(TestTenant tenant) {
        return bearer(TestTokens.member(Role.ADMIN, tenant.id()));
    }

    static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
