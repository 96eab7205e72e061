package usher.admin.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
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

    private static String kid(String token) {
        var header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        return JsonPath.from(header).getString("kid");
    }

    private static List<String> published() {
        return RestAssured.get("/api/v1/admin/.well-known/jwks.json").path("keys.kid");
    }
}
