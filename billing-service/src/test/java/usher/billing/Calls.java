package usher.billing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.TestTokens;

/** Calls of the billing API, as the platform for a tenant or as one of the tenant's members. */
public final class Calls {
    public static final String BILLING = "/api/v1/billing/";

    private Calls() {}

    public static ValidatableResponse get(TenantId tenant, String path) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .get(of(tenant, path))
                .then();
    }

    public static ValidatableResponse send(TenantId tenant, String method, String path, String body) {
        return as(TestTokens.platformAdmin(), tenant, method, path, body);
    }

    /** As the tenant's own administrator. */
    public static ValidatableResponse own(TenantId tenant, String method, String path, String body) {
        return as(TestTokens.member(Role.ADMIN, tenant), tenant, method, path, body);
    }

    public static ValidatableResponse as(String token, TenantId tenant, String method, String path, String body) {
        var request = given().auth().oauth2(token);
        if (!body.isEmpty()) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.request(method, of(tenant, path)).then();
    }

    public static JsonPath json(ValidatableResponse answer) {
        return answer.extract().jsonPath();
    }

    private static String of(TenantId tenant, String path) {
        return BILLING + path + (path.contains("?") ? "&" : "?") + "tenant=" + tenant;
    }
}
