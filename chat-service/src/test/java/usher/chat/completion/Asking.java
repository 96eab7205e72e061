package usher.chat.completion;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import usher.kit.access.Role;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** How a tenant's server asks, for tests. */
final class Asking {
    static final String COMPLETIONS = "/v1/chat/completions";
    static final String MODEL = "persona:support-assistant@live";

    private Asking() {}

    static Map<String, Object> question(String text) {
        return Map.of("model", MODEL, "messages", List.of(Map.of("role", "user", "content", text)));
    }

    static Map<String, Object> with(Map<String, ?> body, String field, Object value) {
        var more = new HashMap<String, Object>(body);
        more.put(field, value);
        return more;
    }

    static ValidatableResponse complete(TestTenant tenant, Map<String, ?> body) {
        return bearer(tenant.secretKey()).body(body).post(COMPLETIONS).then();
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
