package usher.tool.mcp;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.tool.mcp.ProtectedServer.ask;
import static usher.tool.mcp.ProtectedServer.path;
import static usher.tool.mcp.ProtectedServer.status;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.Systems;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class AuthorizationTest {
    private final ProtectedServer shop = new ProtectedServer();
    private final TenantId tenant = Tools.tenant();

    @Inject
    Pool app;

    @Inject
    Tenancy tenancy;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void connectsByTheBrowserOfAMemberAndCallsThen() {
        // Given
        var system = shop.connect(tenant);
        status(tenant, system).body("status", equalTo("none"));
        Systems.post(tenant, Systems.INTEGRATIONS + "/" + system + "/test", new JsonObject())
                .body("status", equalTo("failing"))
                .body("test_code", equalTo("authorization-needed"));
        Tools.asAdmin(tenant)
                .get(Systems.INTEGRATIONS + "/" + system + "/offers")
                .then()
                .statusCode(409)
                .body("code", equalTo("authorization-needed"));

        // When
        var begun = ProtectedServer.begin(tenant, system);
        status(tenant, system).body("status", equalTo("waiting")).body("waiting_until", notNullValue());
        var page = ProtectedServer.comeBack(ProtectedServer.agreed(begun), begun.getCookies());

        // Then
        page.statusCode(200).contentType("text/html").body(containsString("The server is connected."));
        page.header("referrer-policy", equalTo("no-referrer")).header("cache-control", equalTo("no-store"));
        status(tenant, system)
                .body("status", equalTo("connected"))
                .body("issuer", equalTo(shop.authority.issuer()))
                .body("resource", equalTo(shop.mcp.url()))
                .body("scope", equalTo("stock:read"))
                .body("renewable", equalTo(true))
                .body("expires_at", notNullValue())
                .body("connected_by", notNullValue())
                .body("waiting_until", nullValue());
        shop.adopt(tenant, system);
        ask(tenant).body("result.stock", equalTo(3));
        Systems.post(tenant, Systems.INTEGRATIONS + "/" + system + "/test", new JsonObject())
                .body("status", equalTo("working"));
    }

    @Test
    void asksForWhatTheServerWantsAsItIsWritten() {
        var query = AuthorizingServer.query(
                ProtectedServer.begin(tenant, shop.connect(tenant)).path("url"));

        assertEquals("code", query.get("response_type"));
        assertEquals("S256", query.get("code_challenge_method"));
        assertEquals(shop.mcp.url(), query.get("resource"));
        assertEquals(ProtectedServer.PUBLIC + ProtectedServer.CALLBACK, query.get("redirect_uri"));
        assertEquals("stock:read", query.get("scope"));
        assertTrue(query.get("state").startsWith(tenant + "."));
        var registered = shop.authority.http().received("/register").getFirst().json();
        assertEquals("web", registered.getString("application_type"));
        assertEquals("none", registered.getString("token_endpoint_auth_method"));
        assertTrue(registered.getJsonArray("grant_types").contains("refresh_token"));
    }

    @Test
    void setsACookieThatOnlyTheWayBackCarries() {
        var begun = ProtectedServer.begin(tenant, shop.connect(tenant));

        var cookie = begun.header("set-cookie");
        assertTrue(cookie.contains("Path=" + ProtectedServer.CALLBACK), cookie);
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("Secure"), cookie);
        assertTrue(cookie.toLowerCase().contains("samesite=lax"), cookie);
    }

    @Test
    void isAnotherTenantsBusinessNot() {
        // Given
        var other = Tools.tenant();
        var mine = shop.inUse(tenant);

        // When
        var theirs = shop.connect(other);

        // Then
        status(other, theirs).body("status", equalTo("none"));
        Systems.post(other, Systems.INTEGRATIONS + "/" + theirs + "/test", new JsonObject())
                .body("test_code", equalTo("authorization-needed"));
        Tools.asAdmin(other).get(path(mine)).then().statusCode(404);
        Tools.asAdmin(other).post(path(mine)).then().statusCode(404);
        Tools.asAdmin(other).delete(path(mine)).then().statusCode(404);
        ask(tenant).body("result.stock", equalTo(3));
        for (var table : List.of("mcp_authorization", "mcp_attempt")) {
            assertEquals(0, count(other, table));
            assertEquals(
                    0,
                    app.query("select * from " + table)
                            .execute()
                            .await()
                            .indefinitely()
                            .size());
        }
    }

    @Test
    void isBegunAndEndedByAdministratorsAlone() {
        var system = shop.connect(tenant);
        var editor = TestTokens.member(Role.EDITOR, tenant);

        Tools.as(editor).get(path(system)).then().statusCode(200);
        Tools.as(editor).post(path(system)).then().statusCode(403);
        Tools.as(editor).delete(path(system)).then().statusCode(403);
    }

    @Test
    void hasNothingToBeginWhereNobodyIsAuthorised() {
        var open = Systems.connect(
                tenant, Systems.integration("mcp", new JsonObject().put("url", shop.mcp.url()), new JsonObject()));

        ProtectedServer.beginning(tenant, open).statusCode(409).body("code", equalTo("authorization-not-used"));
        status(tenant, open).body("status", equalTo("none"));
        Tools.asAdmin(tenant).delete(path(open)).then().statusCode(200).body("revoked", equalTo(false));
    }

    @Test
    void signsOutHereAndThere() {
        // Given
        var system = shop.inUse(tenant);

        // When
        var signedOut = Tools.asAdmin(tenant).delete(path(system)).then();

        // Then
        signedOut.statusCode(200).body("revoked", equalTo(true));
        status(tenant, system).body("status", equalTo("none"));
        assertEquals(2, shop.authority.http().received("/revoke").size());
        int asked = shop.mcp.asked("tools/call").size();
        ask(tenant).body("error.code", equalTo("authorization-needed"));
        assertEquals(asked, shop.mcp.asked("tools/call").size());
        assertEquals(0, count(tenant, "mcp_authorization"));
    }

    @Test
    void endsWithTheSettingsItWasGivenFor() {
        // Given
        var system = shop.inUse(tenant);
        var renamed = new JsonObject().put("name", "Other").put("enabled", true).put("settings", shop.settings());
        var moved = renamed.copy().put("settings", shop.settings().put("scope", "stock:all"));

        // When
        Tools.asAdmin(tenant)
                .body(renamed.encode())
                .put(Systems.INTEGRATIONS + "/" + system)
                .then()
                .statusCode(200);
        status(tenant, system).body("status", equalTo("connected"));
        Tools.asAdmin(tenant)
                .body(moved.encode())
                .put(Systems.INTEGRATIONS + "/" + system)
                .then()
                .statusCode(200);

        // Then
        status(tenant, system).body("status", equalTo("none"));
        assertEquals(0, count(tenant, "mcp_authorization"));
    }

    private long count(TenantId whose, String table) {
        return tenancy.sql(
                        whose,
                        connection -> connection.query("select * from " + table).execute())
                .await()
                .indefinitely()
                .size();
    }
}
