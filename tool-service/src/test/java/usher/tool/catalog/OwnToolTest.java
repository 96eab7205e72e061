package usher.tool.catalog;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class OwnToolTest {
    private static final String OWN = "/api/v1/tools/own-tools";

    @Test
    void belongsToOneTenantAlone() {
        // Given
        var mine = Tools.tenant();
        var other = Tools.tenant();
        var wanted = Tools.orderTool(Tools.newName());

        // When
        var path = OWN + "/" + add(mine, wanted);

        // Then
        Tools.asAdmin(mine).get(path).then().statusCode(200).body("name", equalTo(wanted.getString("name")));
        Tools.asAdmin(mine).get(OWN).then().body("data.size()", equalTo(1));
        Tools.asAdmin(other).get(OWN).then().body("data.size()", equalTo(0));
        Tools.asAdmin(other).get(path).then().statusCode(404);
        Tools.asAdmin(other).body(wanted.encode()).put(path).then().statusCode(404);
        Tools.asAdmin(other).delete(path).then().statusCode(404);
        Tools.as(TestTokens.member(Role.EDITOR, mine)).delete(path).then().statusCode(403);
        Tools.as(TestTokens.platformAdmin())
                .get(Tools.CATALOG + "?limit=100")
                .then()
                .body("data.name", not(hasItem(wanted.getString("name"))));
    }

    @Test
    void cannotBeReachedAsASharedTool() {
        var mine = Tools.tenant();
        var tool = add(mine, Tools.orderTool(Tools.newName()));

        Tools.as(TestTokens.platformAdmin())
                .get(Tools.CATALOG + "/" + tool)
                .then()
                .statusCode(404);
        Tools.as(TestTokens.platformAdmin())
                .delete(Tools.CATALOG + "/" + tool)
                .then()
                .statusCode(404);
        var shared = Tools.register(Tools.orderTool(Tools.newName()));
        Tools.asAdmin(mine).delete(OWN + "/" + shared).then().statusCode(404);
    }

    @Test
    void isConnectedAndCalledByItsTenantAlone() {
        try (var server = new ToolServer()) {
            // Given
            var mine = Tools.tenant();
            var other = Tools.tenant();
            var wanted = Tools.plainTool(Tools.newName());
            var url = server.answer("/own", 200, "{\"answer\": 42}");
            var tool = add(mine, wanted);
            var connection =
                    new JsonObject().put("enabled", true).put("url", url).encode();

            // When
            Tools.asAdmin(mine)
                    .body(connection)
                    .put(Tools.TENANT_TOOLS + "/" + tool)
                    .then()
                    .statusCode(201);

            // Then
            Tools.asAdmin(other)
                    .body(connection)
                    .put(Tools.TENANT_TOOLS + "/" + tool)
                    .then()
                    .statusCode(404);
            var call = Tools.call(wanted.getString("name"), new JsonObject(), null);
            Tools.invoke(mine, call).statusCode(200).body("result.answer", equalTo(42));
            Tools.invoke(other, Tools.call(wanted.getString("name"), new JsonObject(), null))
                    .body("error.code", equalTo("tool-unknown"));
        }
    }

    @Test
    void mayShareItsNameWithAnotherTenantsButNotWithASharedTool() {
        var wanted = Tools.orderTool(Tools.newName());
        var shared = Tools.orderTool(Tools.newName());
        Tools.register(shared);

        add(Tools.tenant(), wanted);
        add(Tools.tenant(), wanted);

        Tools.asAdmin(Tools.tenant())
                .body(shared.encode())
                .post(OWN)
                .then()
                .statusCode(409)
                .body("code", equalTo("tool-name-taken"));
    }

    @Test
    void answersBeforeASharedToolThatTookItsNameLater() {
        try (var server = new ToolServer()) {
            // Given
            var mine = Tools.tenant();
            var wanted = Tools.plainTool(Tools.newName());
            connect(mine, add(mine, wanted), server.answer("/own", 200, "{\"from\": \"own\"}"));

            // When
            connect(mine, Tools.register(wanted), server.answer("/shared", 200, "{\"from\": \"shared\"}"));

            // Then
            Tools.invoke(mine, Tools.call(wanted.getString("name"), new JsonObject(), null))
                    .body("result.from", equalTo("own"));
        }
    }

    private static void connect(TenantId tenant, String tool, String url) {
        Tools.asAdmin(tenant)
                .body(new JsonObject().put("enabled", true).put("url", url).encode())
                .put(Tools.TENANT_TOOLS + "/" + tool)
                .then()
                .statusCode(201);
    }

    private static String add(TenantId tenant, JsonObject tool) {
        return Tools.asAdmin(tenant)
                .body(tool.encode())
                .post(OWN)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
