package usher.admin.signing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.SettableClock;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class SigningKeysTest {
    private static final String ADD = """
            insert into signing_key (generation, kid, public_jwk, sealed_private_jwk, signs_from, created_at)
            select generation + 1, 'next', replace(public_jwk, kid, 'next'), sealed_private_jwk,
                   now() + interval '10 minutes', now()
              from signing_key where generation = 1
            """;

    private final SigningKeys keys;
    private final Database database;
    private final SettableClock clock;

    SigningKeysTest(SigningKeys keys, Database database, SettableClock clock) {
        this.keys = keys;
        this.database = database;
        this.clock = clock;
    }

    @AfterEach
    void leaveOneKeyAndThePresent() {
        database.texts("delete from signing_key where generation > 1");
        database.texts("update signing_key set retired_at = null");
        clock.reset();
    }

    @Test
    void areMadeOnceHoweverManyReplicasStart() throws Throwable {
        var before = published();

        keys.start(new StartupEvent());

        assertEquals(before, published());
        assertEquals("1", database.texts("select count(*) from signing_key").getFirst());
    }

    @Test
    void arePublishedBeforeTheySign() {
        var signer = published().getFirst();
        database.texts(ADD);
        clock.advance(Duration.ofMinutes(2));

        var token = Admin.member(Role.ANALYST, null).token();

        assertEquals(List.of("next", signer), published());
        assertFalse(token.isEmpty());
        assertEquals(signer, kid(token));
    }

    @Test
    void areRotatedWithoutSigningAnybodyOut() {
        // Given
        var before = Admin.member(Role.ANALYST, null);
        var old = kid(before.token());

        // When
        String next = rotate().then().statusCode(201).extract().path("kid");

        // Then
        assertEquals(List.of(next, old), published());
        assertEquals(old, kid(Admin.member(Role.ANALYST, null).token()), "every service hears of it first");
        clock.advance(SigningKeys.LEAD);
        var after = Admin.member(Role.ANALYST, null);
        assertEquals(next, kid(after.token()));
        before.request().get(Admin.AUTH + "/me").then().statusCode(200);
        after.request().get(Admin.AUTH + "/me").then().statusCode(200);
    }

    @Test
    void retireWithTheLastTokenThatTheySigned() {
        // Given
        var platform = Admin.platform();
        String next = rotate().then().statusCode(201).extract().path("kid");
        clock.advance(SigningKeys.LEAD.minusSeconds(1));
        var last = Admin.member(Role.ANALYST, null);
        platform.request().get(Admin.KEYS).then().body("data", hasSize(2)).body("data[1].retires_at", notNullValue());

        // When
        clock.advance(AccessTokens.LIFE.minusSeconds(10));

        // Then
        last.request().get(Admin.AUTH + "/me").then().statusCode(200);
        assertEquals(2, published().size());
        clock.advance(Duration.ofSeconds(20));
        last.request().get(Admin.AUTH + "/me").then().statusCode(401);
        assertEquals(List.of(next), published());
        Admin.platform().request().get(Admin.KEYS).then().body("data.kid", contains(next));
    }

    @Test
    void areTheBusinessOfThePlatformsAdminsAlone() {
        var tenant = Admin.tenant("Acme").id();

        for (var member : List.of(Admin.member(Role.EDITOR, null), Admin.member(Role.ADMIN, tenant))) {
            member.request().post(Admin.KEYS).then().statusCode(403);
            member.request().get(Admin.KEYS).then().statusCode(403);
        }

        assertEquals(1, published().size());
    }

    private static Response rotate() {
        return Admin.platform().request().post(Admin.KEYS);
    }

    private static String kid(String token) {
        var header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        return JsonPath.from(header).getString("kid");
    }

    private static List<String> published() {
        return RestAssured.get("/api/v1/admin/.well-known/jwks.json").path("keys.kid");
    }
}
