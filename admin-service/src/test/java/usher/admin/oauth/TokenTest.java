package usher.admin.oauth;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.SettableClock;
import usher.kit.access.Role;

/** Codes and refresh tokens: what they give, once, and to whom they do not. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class TokenTest {
    private static final Duration PAST_THE_GRACE = Duration.ofSeconds(11);
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final SettableClock clock;
    private final Database database;

    TokenTest(SettableClock clock, Database database) {
        this.clock = clock;
        this.database = database;
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
    }

    @Test
    void givesATokenForOnePlaceOneTenantAndWhatWasGranted() throws Exception {
        // Given
        var tenant = Admin.tenant("Own").id();
        var member = Admin.member(Role.ADMIN, tenant);
        var program = Program.registered("Desk helper");

        // When
        var answer = program.tokens(program.code(member));

        // Then
        answer.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(1800))
                .body("scope", equalTo("agent:ask knowledge:read"))
                .body("refresh_token", notNullValue());
        var claims = verified(answer.path("access_token"));
        assertEquals("https://usher.example", claims.getIssuer());
        assertEquals(List.of("https://usher.example/mcp"), claims.getAudience());
        assertEquals(member.id(), claims.getSubject());
        assertEquals(tenant, claims.getStringClaimValue("tenant"));
        assertEquals(program.id, claims.getStringClaimValue("client_id"));
        assertEquals("agent:ask knowledge:read", claims.getStringClaimValue("scope"));
        assertTrue(claims.getStringClaimValue("grant").startsWith("gnt_"));
    }

    @Test
    void givesATokenThatOpensNothingOfOurOwn() {
        var program = Program.registered("Desk helper");
        String token = program.tokens(program.code(
                        Admin.member(Role.ADMIN, Admin.tenant("Own").id())))
                .path("access_token");

        for (var path : List.of(Admin.AUTH + "/me", Admin.TENANTS, Admin.USERS, "/api/v1/admin/grants")) {
            Admin.as(token).get(path).then().statusCode(401).body("code", equalTo("credential-invalid"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier, another-verifier-of-more-than-43-characters-that-is-wrong, invalid_grant",
        "code_verifier, '', invalid_request",
        "redirect_uri, http://127.0.0.1:9/callback, invalid_grant",
        "redirect_uri, '', invalid_request",
        "resource, https://elsewhere.example/mcp, invalid_target",
        "code, gcd_guessed, invalid_grant",
        "grant_type, password, unsupported_grant_type",
        "grant_type, '', invalid_request"
    })
    void refusesACodeThatComesOtherwiseThanItWasAskedFor(String field, String value, String error) {
        var program = Program.registered("Desk helper");
        var exchange = program.exchange(
                program.code(Admin.member(Role.ADMIN, Admin.tenant("Own").id())));
        exchange.put(field, value);

        Program.token(exchange).then().statusCode(400).body("error", equalTo(error));
    }

    @Test
    void refusesACodeOfAnotherProgramAndProgramsThatNobodyKnows() {
        var program = Program.registered("Desk helper");
        var exchange = program.exchange(
                program.code(Admin.member(Role.ADMIN, Admin.tenant("Own").id())));

        exchange.put("client_id", Program.registered("Another").id);
        Program.token(exchange).then().statusCode(400).body("error", equalTo("invalid_grant"));
        exchange.put("client_id", UUID.randomUUID().toString());
        Program.token(exchange).then().statusCode(401).body("error", equalTo("invalid_client"));
        exchange.put("client_id", program.id);
        Program.token(exchange).then().statusCode(200);
    }

    @Test
    void takesBackWhatACodeGaveWhenItComesAgain() {
        // Given
        var program = Program.registered("Desk helper");
        var code = program.code(Admin.member(Role.ADMIN, Admin.tenant("Own").id()));
        String refresh = program.tokens(code).path("refresh_token");

        // When
        program.tokens(code).then().statusCode(400).body("error", equalTo("invalid_grant"));

        // Then
        program.refresh(refresh).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void letsACodeEndAfterAMinute() {
        var program = Program.registered("Desk helper");
        var code = program.code(Admin.member(Role.ADMIN, Admin.tenant("Own").id()));

        clock.advance(A_MINUTE);

        program.tokens(code).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void keepsNoSecretAsItWasGiven() {
        var program = Program.registered("Desk helper");
        var code = program.code(Admin.member(Role.ADMIN, Admin.tenant("Own").id()));
        String refresh = program.tokens(code).path("refresh_token");

        var everything = database.everything();

        assertFalse(everything.contains(code));
        assertFalse(everything.contains(refresh));
    }

    @Test
    void replacesTheRefreshTokenEachTime() {
        var program = Program.registered("Desk helper");
        String first = program.tokens(program.code(
                        Admin.member(Role.ADMIN, Admin.tenant("Own").id())))
                .path("refresh_token");

        var second = program.refresh(first).then().statusCode(200).extract();

        assertNotEquals(first, second.path("refresh_token"));
        assertEquals("agent:ask knowledge:read", second.path("scope"));
    }

    @Test
    void narrowsATokenButNeverWidensIt() {
        var program = Program.registered("Desk helper");
        String refresh = program.tokens(program.code(
                        Admin.member(Role.ADMIN, Admin.tenant("Own").id())))
                .path("refresh_token");
        Map<String, String> form =
                Map.of("grant_type", "refresh_token", "refresh_token", refresh, "client_id", program.id);

        for (var more : List.of("agent:ask conversations:read", "nothing:known")) {
            Program.token(with(form, "scope", more)).then().statusCode(400).body("error", equalTo("invalid_scope"));
        }
        Program.token(with(form, "scope", "agent:ask")).then().statusCode(200).body("scope", equalTo("agent:ask"));
    }

    @Test
    void takesEverythingBackWhenAReplacedRefreshTokenComesAgain() {
        // Given
        var program = Program.registered("Desk helper");
        String first = program.tokens(program.code(
                        Admin.member(Role.ADMIN, Admin.tenant("Own").id())))
                .path("refresh_token");
        String second = program.refresh(first).path("refresh_token");
        clock.advance(PAST_THE_GRACE);

        // When
        program.refresh(first).then().statusCode(400).body("error", equalTo("invalid_grant"));

        // Then
        program.refresh(second).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void letsAProgramAskAgainForAnAnswerThatWasLost() {
        var program = Program.registered("Desk helper");
        String first = program.tokens(program.code(
                        Admin.member(Role.ADMIN, Admin.tenant("Own").id())))
                .path("refresh_token");

        program.refresh(first).then().statusCode(200);

        program.refresh(first).then().statusCode(200);
    }

    @Test
    void givesNothingMoreInTheNameOfWhoMayNotGiveAnyMore() {
        // Given
        var tenant = Admin.tenant("Own").id();
        var suspended = Admin.member(Role.ADMIN, tenant);
        var renewed = Admin.member(Role.ADMIN, tenant);
        var program = Program.registered("Desk helper");
        String ofSuspended = program.tokens(program.code(suspended)).path("refresh_token");
        String ofRenewed = program.tokens(program.code(renewed)).path("refresh_token");

        // When
        Admin.platform()
                .request()
                .body(Map.of("status", "suspended"))
                .put(Admin.USERS + "/" + suspended.id() + "/status")
                .then()
                .statusCode(200);
        Admin.changePassword(renewed.email(), Admin.PASSWORD, "another password of theirs")
                .then()
                .statusCode(200);

        // Then
        for (var refresh : List.of(ofSuspended, ofRenewed)) {
            program.refresh(refresh).then().statusCode(400).body("error", equalTo("invalid_grant"));
        }
    }

    @Test
    void givesASuspendedTenantsProgramsNothing() {
        var tenant = Admin.tenant("Own").id();
        var program = Program.registered("Desk helper");
        String refresh =
                program.tokens(program.code(Admin.member(Role.ADMIN, tenant))).path("refresh_token");

        Admin.platform()
                .request()
                .body(Map.of("status", "suspended"))
                .put(Admin.TENANTS + "/" + tenant + "/status")
                .then()
                .statusCode(200);

        program.refresh(refresh).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        var changed = new java.util.HashMap<>(form);
        changed.put(name, value);
        return changed;
    }

    private static JwtClaims verified(String token) throws Exception {
        var keys = new JsonWebKeySet(
                        RestAssured.get("/api/v1/admin/.well-known/jwks.json").asString())
                .getJsonWebKeys();
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(new VerificationJwkSelector().select(signature, keys).getKey());
        assertTrue(signature.verifySignature());
        return JwtClaims.parse(signature.getPayload());
    }
}
