package usher.tool.mcp;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.tool.mcp.ProtectedServer.agreed;
import static usher.tool.mcp.ProtectedServer.begin;
import static usher.tool.mcp.ProtectedServer.comeBack;
import static usher.tool.mcp.ProtectedServer.status;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.Tools;

/** What comes back in a browser is believed only where it was begun, once, in time, and from the server that was asked. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class CallbackTest {
    private final ProtectedServer shop = new ProtectedServer();
    private final TenantId tenant = Tools.tenant();

    @Inject
    Tenancy tenancy;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void takesAStateOnce() {
        // Given
        var system = shop.connect(tenant);
        var begun = begin(tenant, system);
        var location = agreed(begun);
        comeBack(location, begun.getCookies()).statusCode(200);

        // When
        var again = comeBack(location, begun.getCookies());

        // Then
        again.statusCode(400).body(containsString("state-unknown"));
        status(tenant, system).body("status", equalTo("connected"));
        assertEquals(1, shop.authority.http().received("/token").size());
    }

    @Test
    void takesNoStateThatWasNotGivenOut() {
        // Given
        var system = shop.connect(tenant);
        var begun = begin(tenant, system);
        var location = agreed(begun);

        // When
        var forged = comeBack(location.replace("state=" + tenant, "state=" + tenant + ".x"), begun.getCookies());
        var none = comeBack(ProtectedServer.CALLBACK + "?code=code-1", begun.getCookies());
        var garbage = comeBack(
                ProtectedServer.CALLBACK + "?code=code-1&state=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                begun.getCookies());

        // Then
        forged.statusCode(400).body(containsString("state-unknown"));
        none.statusCode(400).body(containsString("state-unknown"));
        garbage.statusCode(400).body(not(containsString("script")));
        assertEquals(0, shop.authority.http().received("/token").size());
        status(tenant, system).body("status", equalTo("waiting"));
    }

    @Test
    void takesNoStateUnderTheNameOfAnotherTenant() {
        // Given
        var other = Tools.tenant();
        var mine = shop.connect(tenant);
        var theirs = shop.connect(other);
        var begun = begin(tenant, mine);
        var location = agreed(begun);
        var secret = AuthorizingServer.query(location)
                .get("state")
                .substring(tenant.toString().length());

        // When
        var taken = comeBack(location.replace(tenant + secret, other + secret), cookiesFor(other + secret, begun));

        // Then
        taken.statusCode(400).body(containsString("state-unknown"));
        status(other, theirs).body("status", equalTo("none"));
        comeBack(location, begun.getCookies()).statusCode(200);
        status(tenant, mine).body("status", equalTo("connected"));
        status(other, theirs).body("status", equalTo("none"));
    }

    @Test
    void takesNothingFromABrowserInWhichItWasNotBegun() {
        // Given
        var system = shop.connect(tenant);
        var begun = begin(tenant, system);
        var location = agreed(begun);
        var name = begun.getCookies().keySet().iterator().next();

        // When
        var without = comeBack(location, Map.of());
        var wrong = comeBack(location, Map.of(name, "something-else"));

        // Then
        without.statusCode(400).body(containsString("state-unknown"));
        wrong.statusCode(400).body(containsString("state-unknown"));
        comeBack(location, begun.getCookies()).statusCode(200);
    }

    @Test
    void takesNothingThatTookTooLong() {
        // Given
        var system = shop.connect(tenant);
        var begun = begin(tenant, system);
        var location = agreed(begun);
        run("update mcp_attempt set expires_at = now() - interval '1 second'");

        // When
        var late = comeBack(location, begun.getCookies());

        // Then
        late.statusCode(400).body(containsString("state-unknown"));
        assertEquals(0, shop.authority.http().received("/token").size());
        status(tenant, system).body("status", equalTo("none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://honest.example", ""})
    void takesNoAnswerOfAnotherServerThanWasAsked(String iss) {
        // Given
        var system = shop.connect(tenant);
        shop.authority.issParameter = iss;
        var begun = begin(tenant, system);

        // When
        var mixedUp = comeBack(agreed(begun), begun.getCookies());

        // Then
        mixedUp.statusCode(400).body(containsString("issuer-mismatch"));
        assertEquals(0, shop.authority.http().received("/token").size());
        status(tenant, system).body("status", equalTo("none"));
    }

    @Test
    void takesAnAnswerWithoutANameFromAServerThatPromisedNone() {
        // Given
        shop.authority.metadata = said -> {
            said.remove("authorization_response_iss_parameter_supported");
            return said;
        };
        shop.authority.issParameter = "";
        var system = shop.connect(tenant);

        // When
        shop.authorise(tenant, system);

        // Then
        status(tenant, system).body("status", equalTo("connected"));
    }

    @Test
    void saysThatItWasNotGranted() {
        // Given
        var system = shop.inUse(tenant);
        var begun = begin(tenant, system);
        var state = AuthorizingServer.query(begun.path("url")).get("state");
        var iss = URLEncoder.encode(shop.authority.issuer(), StandardCharsets.UTF_8);

        // When
        var denied = comeBack(
                ProtectedServer.CALLBACK + "?error=access_denied&error_description=Evil%20words&state=" + state
                        + "&iss=" + iss,
                begun.getCookies());

        // Then
        denied.statusCode(400).body(containsString("authorization-denied")).body(not(containsString("Evil")));
        status(tenant, system).body("status", equalTo("connected"));
        ProtectedServer.ask(tenant).body("result.stock", equalTo(3));
    }

    @Test
    void endsWhatWasBegunBefore() {
        // Given
        var system = shop.connect(tenant);
        var first = begin(tenant, system);
        var second = begin(tenant, system);

        // When
        var late = comeBack(agreed(first), first.getCookies());

        // Then
        late.statusCode(400).body(containsString("state-unknown"));
        comeBack(agreed(second), second.getCookies()).statusCode(200);
    }

    @Test
    void endsWithTheSettingsItWasBegunFor() {
        // Given
        var system = shop.connect(tenant);
        var begun = begin(tenant, system);
        var moved = new JsonObject()
                .put("name", "Moved")
                .put("enabled", true)
                .put("settings", shop.settings().put("scope", "stock:all"));

        // When
        Tools.asAdmin(tenant)
                .body(moved.encode())
                .put(Systems.INTEGRATIONS + "/" + system)
                .then()
                .statusCode(200);

        // Then
        comeBack(agreed(begun), begun.getCookies()).statusCode(400).body(containsString("state-unknown"));
        status(tenant, system).body("status", equalTo("none"));
    }

    /** The cookie is found by the state: here the one of mine under the name that theirs would have. */
    private static Map<String, String> cookiesFor(String state, Response begun) {
        var value = begun.getCookies().values().iterator().next();
        return Map.of("usher_authorization_" + sha256(state).substring(0, 16), value);
    }

    private static String sha256(String text) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256");
            return java.util.HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) {
        tenancy.sql(tenant, connection -> connection.query(sql).execute())
                .await()
                .indefinitely();
    }
}
