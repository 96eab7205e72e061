package usher.admin.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.admin.oauth.Program.ask;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.AdminPlatform;
import usher.admin.Database;

/** What the server says of itself, and how programs become known to it. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class RegistrationTest {
    private final Database database;

    RegistrationTest(Database database) {
        this.database = database;
    }

    @AfterEach
    void makeRoomAgain() {
        database.texts("delete from oauth_client where name = 'Filler'");
    }

    @Test
    void saysWhatItOffers() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("https://usher.example"))
                .body("authorization_endpoint", equalTo("https://usher.example/oauth/authorize"))
                .body("token_endpoint", equalTo("https://usher.example/oauth/token"))
                .body("registration_endpoint", equalTo("https://usher.example/oauth/register"))
                .body("revocation_endpoint", equalTo("https://usher.example/oauth/revoke"))
                .body("jwks_uri", equalTo("https://usher.example/api/v1/admin/.well-known/jwks.json"))
                .body("code_challenge_methods_supported", contains("S256"))
                .body("token_endpoint_auth_methods_supported", contains("none"))
                .body("scopes_supported", hasItem("agent:ask"))
                .body("authorization_response_iss_parameter_supported", equalTo(true));
    }

    @Test
    void registersAProgramWithoutASecretWhateverItAsksFor() {
        Program.register(Map.of(
                        "client_name",
                        "  Desk\u202e helper\n",
                        "redirect_uris",
                        List.of("https://app.example/callback", "http://localhost/callback", "http://[::1]:8/callback"),
                        "token_endpoint_auth_method",
                        "client_secret_post",
                        "grant_types",
                        List.of("authorization_code", "implicit"),
                        "logo_uri",
                        "https://app.example/logo.png"))
                .then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body("client_id", notNullValue())
                .body("client_secret", nullValue())
                .body("client_name", equalTo("Desk helper"))
                .body("redirect_uris.size()", equalTo(3))
                .body("token_endpoint_auth_method", equalTo("none"))
                .body("grant_types", contains("authorization_code", "refresh_token"));
    }

    @Test
    void callsAProgramWithoutANameByItsAddress() {
        Program.register(Map.of("redirect_uris", List.of("https://app.example/callback")))
                .then()
                .statusCode(201)
                .body("client_name", equalTo("app.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example/callback",
                "https://app.example/callback#fragment",
                "https://user@app.example/callback",
                "https:///callback",
                "app:/callback",
                "javascript:alert(1)",
                "https://app.example/call back",
                "/callback",
                ""
            })
    void refusesAddressesThatAnybodyCouldListenAt(String address) {
        Program.register(Map.of("redirect_uris", List.of("https://app.example/callback", address)))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_redirect_uri"));
    }

    @Test
    void refusesWhatCannotBeRegistered() {
        for (var uris : List.of(List.of(), java.util.Collections.nCopies(11, "https://app.example/callback"), "text")) {
            Program.register(Map.of("redirect_uris", uris))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_redirect_uri"));
        }
        Program.register(Map.of(
                        "redirect_uris",
                        List.of("https://app.example/callback"),
                        "grant_types",
                        List.of("client_credentials")))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"));
        for (var body : List.of("{", "[]", "null", "")) {
            int status = given().contentType(ContentType.JSON)
                    .body(body)
                    .post(Program.REGISTER)
                    .statusCode();
            assertTrue(status == 400, body + " was answered by " + status);
        }
    }

    @Test
    void letsOneAddressRegisterSoMany() {
        var program = Map.of("redirect_uris", List.of("https://app.example/callback"));
        for (int known = 0; known < 30; known++) {
            Program.register(program, "203.0.113.7").then().statusCode(201);
        }

        var more = Program.register(program, "203.0.113.7");

        more.then().statusCode(429).body("error", equalTo("temporarily_unavailable"));
        assertTrue(Integer.parseInt(more.header("Retry-After")) > 3000);
        Program.register(program, "203.0.113.8").then().statusCode(201);
    }

    /** Who has one address of IPv6 has 2^64 of them. */
    @Test
    void countsANetworkOfIpv6AsOneAddress() {
        var program = Map.of("redirect_uris", List.of("https://app.example/callback"));
        for (int known = 1; known <= 30; known++) {
            Program.register(program, "[2001:db8:1:1::" + known + "]").then().statusCode(201);
        }

        Program.register(program, "[2001:db8:1:1:ffff::1]").then().statusCode(429);
        Program.register(program, "[2001:db8:1:2::1]").then().statusCode(201);
    }

    @Test
    void knowsAnAddressOfIpv6InWhicheverWayAProxyWritesIt() {
        var program = Map.of("redirect_uris", List.of("https://app.example/callback"));

        for (var address :
                List.of("2001:db8:2:1::7", "2001:db8:2:1:0:0:0:7", "0:0:0:0:0:0:0:1", "::ffff:203.0.113.9")) {
            Program.register(program, address).then().statusCode(201);
        }
    }

    @Test
    void letsTheOldestGiveWayWhenTooManyWaitToBeLetIn() {
        // Given
        var oldest = Program.registered("Oldest");
        database.texts(
                "update oauth_client set created_at = now() - interval '3 days' where id = $1",
                UUID.fromString(oldest.id));
        fill("2 hours");
        var letIn = Program.registered("Waiting an hour ago");

        // When, Then
        ask(oldest.question()).then().statusCode(400);
        ask(letIn.question()).then().statusCode(200);
    }

    @Test
    void refusesMoreWhileTooManyWaitWhoHaveJustCome() {
        fill("50 minutes");

        Program.register(Map.of("redirect_uris", List.of("https://app.example/callback")))
                .then()
                .statusCode(429)
                .body("error", equalTo("temporarily_unavailable"));
    }

    private void fill(String ago) {
        database.texts(
                "insert into oauth_client (id, name, redirect_uris, created_at)"
                        + " select gen_random_uuid(), 'Filler', '{https://app.example/callback}', now() - $1::text::interval"
                        + " from generate_series(1, 10000)",
                ago);
    }
}
