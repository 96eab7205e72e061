package usher.tool.mcp;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.tool.mcp.ProtectedServer.beginning;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.Tools;

/** Who issues tokens is found where it may stand, and not believed when it does not add up. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class DiscoveryTest {
    private final ProtectedServer shop = new ProtectedServer();
    private final TenantId tenant = Tools.tenant();

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"})
    void findsTheDescriptionOfAServerThatNamesNone(String place) {
        shop.mcp.challenge = "";
        shop.mcp.http().answer(place, 200, ProtectedServer.description(shop.mcp.url(), shop.authority.issuer()));

        var begun = ProtectedServer.begin(tenant, shop.connect(tenant));

        assertEquals(
                "stock:read stock:all",
                AuthorizingServer.query(begun.path("url")).get("scope"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server/tenant1",
                "/.well-known/openid-configuration/tenant1",
                "/tenant1/.well-known/openid-configuration"
            })
    void findsTheAuthorizationServerWhereverItDescribesItself(String place) {
        shop.authority.describeAt(place);
        var system = shop.connect(tenant);

        shop.authorise(tenant, system);
    }

    @Test
    void takesTheOriginForTheResourceWhereTheServerDoes() {
        // Given
        var origin = shop.mcp.http().url("");
        shop.describe(origin, shop.authority.issuer());
        shop.authority.resource = origin;
        var system = shop.connect(tenant);

        // When
        shop.authorise(tenant, system);

        // Then
        ProtectedServer.status(tenant, system).body("resource", equalTo(origin));
        shop.adopt(tenant, system);
        ProtectedServer.ask(tenant).body("result.stock", equalTo(3));
    }

    @ParameterizedTest
    @CsvSource({
        "https://elsewhere.example/mcp, resource-mismatch",
        "http://localhost:1/mcp, resource-mismatch",
        "'', resource-mismatch",
    })
    void doesNotBelieveTheDescriptionOfAnotherResource(String resource, String code) {
        shop.describe(resource, shop.authority.issuer());

        beginning(tenant, shop.connect(tenant)).statusCode(502).body("code", equalTo(code));
    }

    @Test
    void doesNotBelieveTheDescriptionOfASiblingPath() {
        shop.describe(shop.mcp.url() + "-other", shop.authority.issuer());

        beginning(tenant, shop.connect(tenant)).statusCode(502).body("code", equalTo("resource-mismatch"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1",
                "http://169.254.169.254/latest",
                "https://[::1]",
                "http://elsewhere.example",
                "https://127.1",
                "https://user:pass@elsewhere.example"
            })
    void asksNoAuthorizationServerThatMayNotBeCalled(String issuer) {
        shop.describe(shop.mcp.url(), issuer);

        beginning(tenant, shop.connect(tenant)).statusCode(502).body("code", equalTo("url-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "registration_endpoint", "revocation_endpoint"})
    void believesNoServerWithAnEndpointThatMayNotBeCalled(String endpoint) {
        shop.authority.metadata = said -> said.put(endpoint, "https://192.168.1.1/x");

        beginning(tenant, shop.connect(tenant)).statusCode(502).body("code", equalTo("url-not-allowed"));
    }

    @Test
    void followsNoRedirectThatLeadsInside() {
        shop.mcp
                .http()
                .answer(
                        "/described",
                        (request, number) -> request.response()
                                .setStatusCode(302)
                                .putHeader("location", "http://10.0.0.1/described")
                                .end());

        beginning(tenant, shop.connect(tenant)).statusCode(502).body("code", equalTo("url-not-allowed"));
    }

    @Test
    void asksForNoDescriptionThatMayNotBeFetched() {
        shop.mcp.challenge = "Bearer resource_metadata=\"http://10.0.0.1/described\"";

        beginning(tenant, shop.connect(tenant)).statusCode(502).body("code", equalTo("url-not-allowed"));
    }

    @Test
    void believesNoAuthorizationServerThatIsAnother() {
        shop.authority.metadata = said -> said.put("issuer", "https://honest.example");
        refuses("issuer-mismatch");

        shop.authority.metadata = said -> said.put("issuer", shop.authority.issuer() + "/");
        refuses("issuer-mismatch");
    }

    @Test
    void goesNowhereWithoutS256() {
        shop.authority.metadata = said -> {
            said.remove("code_challenge_methods_supported");
            return said;
        };
        refuses("pkce-not-supported");

        shop.authority.metadata = said -> said.put("code_challenge_methods_supported", new JsonArray().add("plain"));
        refuses("pkce-not-supported");
    }

    @Test
    void saysWhatIsMissing() {
        shop.authority.metadata = without("registration_endpoint");
        refuses("client-id-required");

        shop.authority.metadata = without("token_endpoint");
        refuses("authorization-server-incomplete");

        shop.authority.metadata = said -> said.put("padding", "x".repeat(100_000));
        refuses("authorization-server-unreachable");

        shop.authority.http().answer("/.well-known/oauth-authorization-server/tenant1", 404, "{}");
        refuses("authorization-server-unknown");

        shop.mcp.challenge = "";
        refuses("authorization-not-offered");
    }

    @Test
    void saysThatItsRegistrationIsNotTaken() {
        shop.authority.http().answer("/register", 400, "{\"error\": \"invalid_redirect_uri\"}");

        refuses("registration-refused");
    }

    @Test
    void signsInAsTheClientThatTheTenantHasMade() {
        // Given
        var callback = ProtectedServer.PUBLIC + ProtectedServer.CALLBACK;
        shop.authority.knows("shop client", "s3cr3t/1", callback);
        var settings = shop.settings().put("client_id", "shop client").put("issuer", shop.authority.issuer());
        var system = Systems.connect(
                tenant, Systems.integration("mcp", settings, new JsonObject().put("client_secret", "s3cr3t/1")));

        // When
        shop.authorise(tenant, system);

        // Then
        assertEquals(0, shop.authority.http().received("/register").size());
        var exchanged = shop.authority.http().received("/token").getFirst();
        assertTrue(exchanged.header("authorization").startsWith("Basic "));
        assertTrue(!exchanged.body().contains("s3cr3t"));
    }

    @Test
    void sendsNoSecretToAServerThatItIsNotFor() {
        var settings = shop.settings().put("client_id", "shop").put("issuer", "https://honest.example");
        var system = Systems.connect(
                tenant, Systems.integration("mcp", settings, new JsonObject().put("client_secret", "s3cr3t")));

        beginning(tenant, system).statusCode(502).body("code", equalTo("issuer-mismatch"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"client_id\": \"c\"} | {\"client_secret\": \"s\"} | /issuer",
                "{\"issuer\": \"https://a.example\"} | {\"client_secret\": \"s\"} | /client_id",
                "{\"issuer\": \"http://10.0.0.1\"} | {} | /issuer",
                "{\"scope\": \"a \\\\ b\"} | {} | /scope",
                "{} | {\"token\": \"t\"} | /credentials/token",
            })
    void refusesSettingsThatCannotBe(String more, String credentials, String pointer) {
        var settings = shop.settings().mergeIn(new JsonObject(more));

        Systems.post(tenant, Systems.INTEGRATIONS, Systems.integration("mcp", settings, new JsonObject(credentials)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void isItsOwnDescriptionWhereTheServerReadsThat() {
        shop.authority.metadata = said -> said.put("client_id_metadata_document_supported", true);

        var query = AuthorizingServer.query(
                ProtectedServer.begin(tenant, shop.connect(tenant)).path("url"));

        var id = query.get("client_id");
        assertEquals(ProtectedServer.PUBLIC + "/api/v1/tools/oauth/client", id);
        assertEquals(0, shop.authority.http().received("/register").size());
        RestAssured.get(id.substring(ProtectedServer.PUBLIC.length()))
                .then()
                .statusCode(200)
                .body("client_id", equalTo(id))
                .body("client_name", equalTo("Usher"))
                .body("redirect_uris[0]", equalTo(query.get("redirect_uri")))
                .body("token_endpoint_auth_method", equalTo("none"));
    }

    private void refuses(String code) {
        beginning(tenant, shop.connect(tenant)).statusCode(502).body("code", equalTo(code));
    }

    private static UnaryOperator<JsonObject> without(String member) {
        return said -> {
            said.remove(member);
            return said;
        };
    }
}
