package usher.admin.session;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class SignInTest {
    private final Database database;

    SignInTest(Database database) {
        this.database = database;
    }

    @Test
    void givesTokensAndSaysWhoTheMemberIs() {
        var tenant = Admin.tenant("Acme").id();
        var member = Admin.member(Role.EDITOR, tenant);

        Admin.login(member.email(), Admin.PASSWORD)
                .then()
                .statusCode(200)
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(1800))
                .body("member.role", equalTo("editor"))
                .body("member.tenant", equalTo(tenant))
                .body("member.last_login_at", notNullValue());
        Admin.platform()
                .request()
                .get(Admin.AUTH + "/me")
                .then()
                .statusCode(200)
                .body("tenant", nullValue())
                .body("role", equalTo("admin"));
    }

    @Test
    void signsTokensThatThePublishedKeysVerify() throws Exception {
        var tenant = Admin.tenant("Acme").id();
        var member = Admin.member(Role.ANALYST, tenant);

        var claims = verified(member.token());

        assertEquals("usher-admin", claims.getIssuer());
        assertEquals(List.of("usher"), claims.getAudience());
        assertEquals(member.id(), claims.getSubject());
        assertEquals(member.email(), claims.getStringClaimValue("email"));
        assertEquals("analyst", claims.getStringClaimValue("role"));
        assertEquals(tenant, claims.getStringClaimValue("tenant"));
        assertEquals(
                1800,
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
    }

    @Test
    void publishesNoPrivateKey() {
        var keys = get("/api/v1/admin/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract();

        assertFalse(keys.asString().contains("\"d\""));
        assertEquals("RS256", keys.path("keys[0].alg"));
    }

    @Test
    void answersAWrongPasswordLikeAnUnknownEmail() {
        var member = Admin.member(Role.ANALYST, null);

        var wrong = Admin.login(member.email(), "not the password");
        var unknown = Admin.login(UUID.randomUUID() + "@usher.example", Admin.PASSWORD);

        wrong.then().statusCode(401).body("code", equalTo("invalid-credentials"));
        wrong.then().body("detail", equalTo("Invalid email or password"));
        assertEquals(withoutRequestId(wrong.jsonPath()), withoutRequestId(unknown.jsonPath()));
        assertEquals(wrong.statusCode(), unknown.statusCode());
    }

    @Test
    void closesTheDoorAfterTenFailuresWithOneEmailAlone() {
        var member = Admin.member(Role.ANALYST, null);
        for (int failure = 0; failure < 10; failure++) {
            Admin.login(member.email(), "not the password").then().statusCode(401);
        }

        var eleventh = Admin.login(member.email(), Admin.PASSWORD);

        eleventh.then().statusCode(429).body("code", equalTo("too-many-attempts"));
        assertTrue(Integer.parseInt(eleventh.header("Retry-After")) > 800);
        Admin.platform();
    }

    @Test
    void forgetsFailuresWhenThePasswordIsRight() {
        var member = Admin.member(Role.ANALYST, null);
        for (int round = 0; round < 3; round++) {
            for (int failure = 0; failure < 9; failure++) {
                Admin.login(member.email(), "not the password").then().statusCode(401);
            }
            Admin.login(member.email(), Admin.PASSWORD).then().statusCode(200);
        }
    }

    @Test
    void replacesAnImportedBcryptHashAtTheFirstSignIn() {
        var email = UUID.randomUUID() + "@usher.example";
        var hash = com.password4j.BcryptFunction.getInstance(com.password4j.types.Bcrypt.A, 4)
                .hash("password of another system")
                .getResult();
        Admin.platform()
                .request()
                .body(Map.of("email", email, "name", "Imported", "password_hash", hash, "role", "analyst"))
                .post(Admin.USERS)
                .then()
                .statusCode(201)
                .body("password_hash", nullValue());

        Admin.signIn(email, "password of another system");

        var stored = database.texts("select password_hash from member where email = $1", email);
        assertTrue(stored.getFirst().startsWith("$argon2id$"), stored.getFirst().substring(0, 9));
        Admin.signIn(email, "password of another system");
    }

    @Test
    void refusesASuspendedMemberAtOnceEverywhere() {
        var member = Admin.member(Role.ANALYST, null);
        member.request().get(Admin.AUTH + "/me").then().statusCode(200);

        move(member, "suspended");

        member.request().get(Admin.AUTH + "/me").then().statusCode(401);
        Admin.refresh(member.refreshToken()).then().statusCode(401).body("code", equalTo("refresh-invalid"));
        Admin.login(member.email(), Admin.PASSWORD).then().statusCode(401).body("code", equalTo("invalid-credentials"));
    }

    @Test
    void letsAReactivatedMemberSignInAnewButNotGoOnAsBefore() {
        var member = Admin.member(Role.ANALYST, null);
        move(member, "suspended");

        move(member, "active");

        Admin.refresh(member.refreshToken()).then().statusCode(401);
        Admin.signIn(member.email(), Admin.PASSWORD)
                .request()
                .get(Admin.AUTH + "/me")
                .then()
                .statusCode(200);
    }

    @Test
    void knowsNoMembersOfADeletedTenant() {
        var tenant = Admin.tenant("Short-lived").id();
        var member = Admin.member(Role.ADMIN, tenant);

        Admin.platform()
                .request()
                .body(Map.of("status", "deleted"))
                .put(Admin.TENANTS + "/" + tenant + "/status")
                .then()
                .statusCode(200);

        Admin.login(member.email(), Admin.PASSWORD).then().statusCode(401);
        Admin.refresh(member.refreshToken()).then().statusCode(401);
    }

    @Test
    void keepsTheDemoSignInToTheDemo() {
        get(Admin.AUTH + "/demo-credentials").then().statusCode(404);
        Admin.login("admin", "admin123").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"email\":null,\"password\":null}",
                "{\"email\":\"\",\"password\":\"\"}",
                "{\"email\":1,\"password\":{}}",
                "{\"email\":\"a\",\"password\":\"b\",\"admin\":true}"
            })
    void refusesWhatIsNoSignInAsAProblem(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(Admin.AUTH + "/login")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "' or 1=1 --", "a\nb", "\uD83D\uDCA9", "ﷺ", "%00", "admin\u0000@x.y"})
    void survivesAnyText(String text) {
        var answer = Admin.login(text, text);

        assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500, "answered " + answer.statusCode());
    }

    @Test
    void keepsNeitherPasswordsNorRefreshTokensReadable() {
        var member = Admin.member(Role.ANALYST, null);

        var everything = database.everything();

        assertTrue(everything.contains(member.email()));
        assertFalse(everything.contains(Admin.PASSWORD));
        assertFalse(everything.contains(member.refreshToken()));
        assertFalse(everything.contains("\"d\":"));
    }

    private static void move(Admin.SignedIn member, String status) {
        Admin.platform()
                .request()
                .body(Map.of("status", status))
                .put(Admin.USERS + "/" + member.id() + "/status")
                .then()
                .statusCode(200)
                .body("status", equalTo(status));
    }

    private static JwtClaims verified(String token) throws Exception {
        var published =
                new JsonWebKeySet(get("/api/v1/admin/.well-known/jwks.json").asString());
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(new VerificationJwkSelector()
                .select(signature, published.getJsonWebKeys())
                .getKey());
        assertTrue(signature.verifySignature());
        assertNotEquals("none", signature.getAlgorithmHeaderValue());
        return JwtClaims.parse(signature.getPayload());
    }

    private static Map<String, Object> withoutRequestId(JsonPath problem) {
        Map<String, Object> body = problem.getMap("$");
        body.remove("request_id");
        return body;
    }
}
