package usher.chat.model;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import usher.chat.limit.TestEntitlements;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** A tenant that may talk, and what its members and the platform do about its models. */
public record Scene(TestTenant tenant) {
    public static final String MODELS = "/api/v1/chat/admin/models";

    public static Scene open() {
        var tenant = TestTenants.active();
        TestEntitlements.grant(tenant.id(), 1000L, 1000L);
        return new Scene(tenant);
    }

    public TenantId id() {
        return tenant.id();
    }

    /** A model of a name that nobody else has, so that prices of tests do not meet. */
    public static String priced(Map<String, ?> prices) {
        var model = "m-" + UUID.randomUUID();
        price(model, prices).statusCode(201);
        return model;
    }

    public static ValidatableResponse price(String model, Map<String, ?> prices) {
        var body = new HashMap<String, Object>(prices);
        body.put("provider", "openai");
        body.put("model", model);
        return bearer(TestTokens.platformAdmin())
                .body(body)
                .post(MODELS + "/registry")
                .then();
    }

    public void uses(String role, FakeProvider provider, String model) {
        platform()
                .body(Map.of("provider", "openai", "base_url", provider.url(), "model", model, "api_key", "k"))
                .put(MODELS + "/" + role)
                .then()
                .statusCode(200);
    }

    public void routes(Map<String, ?> settings) {
        member().body(settings).put(MODELS + "/routing").then().statusCode(200);
    }

    public ValidatableResponse ask(Map<String, ?> question) {
        return server().body(question).post("/api/v1/chat/turns").then();
    }

    /** Asks and returns the answer's id. */
    public String answer(String question) {
        return ask(Map.of("text", question)).statusCode(200).extract().path("message.id");
    }

    public ValidatableResponse receipt(String message) {
        return server().get("/api/v1/chat/messages/{id}/receipt", message).then();
    }

    public RequestSpecification server() {
        return bearer(tenant.secretKey());
    }

    public RequestSpecification member() {
        return bearer(TestTokens.member(Role.ADMIN, tenant.id()));
    }

    public RequestSpecification platform() {
        return bearer(TestTokens.platformAdmin())
                .queryParam("tenant", tenant.id().toString());
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
