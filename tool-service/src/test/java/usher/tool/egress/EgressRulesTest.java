package usher.tool.egress;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class EgressRulesTest {
    private static final String RULES = "/api/v1/tools/egress-rules";
    private static final ToolServer SHOP = new ToolServer();

    @Inject
    Pool app;

    private final TenantId tenant = Tools.tenant();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void holdATenantsToolsToTheListedHosts() {
        // Given
        var path = "/" + Tools.newName();
        var call = Tools.callOfPlainTool(tenant, SHOP.answer(path, 200, "{}"), 5_000);
        var other = Tools.tenant();
        var callOfOther = Tools.callOfPlainTool(other, SHOP.url(path), 5_000);

        // When
        String rule = add(tenant, "api.example.com").statusCode(201).extract().path("id");

        // Then
        Tools.invoke(tenant, call).body("error.code", equalTo("url-not-allowed"));
        Tools.invoke(other, callOfOther).body("state", equalTo("succeeded"));
        assertEquals(1, SHOP.received(path).size());
        Tools.asAdmin(tenant).delete(RULES + "/" + rule).then().statusCode(204);
        Tools.invoke(tenant, Tools.call(call.getString("tool"), new JsonObject(), null))
                .body("state", equalTo("succeeded"));
    }

    @Test
    void letAListedHostBeCalled() {
        add(tenant, "127.0.0.1").statusCode(201).body("host", equalTo("127.0.0.1"));
        var call = Tools.callOfPlainTool(tenant, SHOP.answer("/" + Tools.newName(), 200, "{}"), 5_000);

        Tools.invoke(tenant, call).body("state", equalTo("succeeded"));
    }

    @Test
    void belongToOneTenant() {
        // Given
        var other = Tools.tenant();
        String rule = add(tenant, "*.Example.com")
                .statusCode(201)
                .body("id", startsWith("egr_"))
                .extract()
                .path("id");

        // When
        var seen = Tools.asAdmin(other).get(RULES).then();

        // Then
        seen.statusCode(200).body("data.size()", equalTo(0));
        Tools.asAdmin(other).delete(RULES + "/" + rule).then().statusCode(404);
        Tools.asAdmin(other).get(RULES + "?tenant=" + tenant).then().statusCode(404);
        Tools.asAdmin(tenant).get(RULES).then().body("data[0].host", equalTo("*.example.com"));
        var rows =
                app.query("select count(*) from egress_rule").execute().await().indefinitely();
        assertEquals(0, rows.iterator().next().getLong(0));
    }

    @Test
    void comeInPages() {
        add(tenant, "a.example.com").statusCode(201);
        add(tenant, "b.example.com").statusCode(201);

        String cursor = Tools.asAdmin(tenant)
                .get(RULES + "?limit=1")
                .then()
                .body("data[0].host", equalTo("a.example.com"))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");

        Tools.asAdmin(tenant)
                .get(RULES + "?limit=1&starting_after=" + cursor)
                .then()
                .body("data[0].host", equalTo("b.example.com"))
                .body("has_more", equalTo(false));
    }

    @Test
    void areKeptByAdministratorsAlone() {
        var body = new JsonObject().put("host", "a.example.com").encode();
        var editor = TestTokens.member(Role.EDITOR, tenant);

        Tools.as(editor).body(body).post(RULES).then().statusCode(403);
        Tools.as(editor)
                .delete(RULES + "/egr_00000000000000000000000000")
                .then()
                .statusCode(403);
        Tools.as(editor).get(RULES).then().statusCode(200);
    }

    @Test
    void nameAHostOnce() {
        add(tenant, "a.example.com").statusCode(201);

        add(tenant, "A.example.com").statusCode(409).body("code", equalTo("host-listed"));
        add(Tools.tenant(), "a.example.com").statusCode(201);
    }

    @Test
    void areAHundredAtMost() {
        for (int i = 0; i < 100; i++) {
            add(tenant, "h" + i + ".example.com").statusCode(201);
        }

        add(tenant, "one-more.example.com").statusCode(409).body("code", equalTo("too-many-rules"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "*.com",
                "**.example.com",
                "a.*.com",
                "https://a.com",
                "a.com:443",
                "a.com/",
                "1.2",
                "0x7f.1",
                "a b",
                "a.com.",
                "bücher.example"
            })
    void areHostsAndNothingElse(String host) {
        add(tenant, host).statusCode(400).body("errors[0].pointer", equalTo("/host"));
    }

    @Test
    void coverWhatTheySay() {
        assertTrue(new HostRule("*.example.com").covers("a.b.example.com"));
        assertFalse(new HostRule("*.example.com").covers("example.com"));
        assertFalse(new HostRule("*.example.com").covers("badexample.com"));
        assertFalse(new HostRule("example.com").covers("a.example.com"));
    }

    private static ValidatableResponse add(TenantId tenant, String host) {
        return Tools.asAdmin(tenant)
                .body(new JsonObject().put("host", host).encode())
                .post(RULES)
                .then();
    }
}
