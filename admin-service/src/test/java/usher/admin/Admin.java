package usher.admin;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.kit.access.Role;

/** The API of admin-service as a client meets it. */
public final class Admin {
    public static final String TENANTS = "/api/v1/admin/tenants";
    public static final String USERS = "/api/v1/admin/users";
    public static final String KEYS = "/api/v1/admin/signing-keys";
    public static final String AUTH = "/api/v1/admin/auth";
    public static final String PASSWORD = "a password of some length";

    /** What whoever adds a member gives them; it is good for choosing another one. */
    public static final String GIVEN_PASSWORD = "a password for one day";

    private Admin() {}

    public record SignedIn(String id, String email, String token, String refreshToken) {
        public RequestSpecification request() {
            return as(token);
        }
    }

    public record Created(String id, String publishableKey, String secretKey, String kid, String identitySecret) {}

    /** A request with a token, with or without a JSON body to come. */
    public static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    /** The admin of the platform whom the environment names. */
    public static SignedIn platform() {
        return signIn(AdminPlatform.EMAIL, AdminPlatform.PASSWORD);
    }

    public static Response login(String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post(AUTH + "/login");
    }

    public static SignedIn signIn(String email, String password) {
        return signedIn(email, login(email, password));
    }

    public static Response changePassword(String email, String password, String newPassword) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password, "new_password", newPassword))
                .post(AUTH + "/password");
    }

    private static SignedIn signedIn(String email, Response response) {
        var answer = response.then().statusCode(200).extract().jsonPath();
        return new SignedIn(
                answer.getString("member.id"),
                email,
                answer.getString("access_token"),
                answer.getString("refresh_token"));
    }

    public static Response refresh(String refreshToken) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refresh_token", refreshToken))
                .post(AUTH + "/refresh");
    }

    /** Adds a member, who chooses their own password and so is signed in; a null tenant makes a member of the platform. */
    public static SignedIn member(Role role, @Nullable String tenant) {
        var email = UUID.randomUUID() + "@usher.example";
        platform()
                .request()
                .body(newMember(email, role, tenant))
                .post(USERS)
                .then()
                .statusCode(201);
        return signedIn(email, changePassword(email, GIVEN_PASSWORD, PASSWORD));
    }

    public static Map<String, Object> newMember(String email, Role role, @Nullable String tenant) {
        var body = new HashMap<String, Object>(
                Map.of("email", email, "name", "Some One", "password", GIVEN_PASSWORD, "role", role.text()));
        if (tenant != null) {
            body.put("tenant", tenant);
        }
        return body;
    }

    public static Created tenant(String name) {
        var answer = platform()
                .request()
                .body(Map.of("name", name))
                .post(TENANTS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Created(
                answer.getString("tenant.id"),
                answer.getString("publishable_key"),
                answer.getString("secret_key"),
                answer.getString("identity_key.kid"),
                answer.getString("identity_key.secret"));
    }
}
