package usher.tool.invocation.lookup;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** How it is said what a call in doubt is looked up by. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class SaveLookUpTest {
    private final ToolServer server = new ToolServer();
    private Cancelling shop;

    @BeforeEach
    void connect() {
        shop = new Cancelling(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysWhatIsWrongWithALookUp() {
        shop.save(shop.lookUp().put("operation", shop.act))
                .statusCode(400)
                .body("errors[0].code", equalTo("not-a-read"));
        shop.save(shop.lookUp().put("operation", "opn_01kampz8q3fa7t9c5n2x4ehd6g"))
                .statusCode(400)
                .body("errors[0].code", equalTo("operation-unknown"));
        shop.save(shop.lookUp().put("arguments", new JsonObject().put("nobody", "1")))
                .statusCode(400)
                .body("errors[0].code", equalTo("parameter-unknown"));
        shop.save(shop.lookUp().put("arguments", new JsonObject().put("ref", "{nobody}")))
                .statusCode(400)
                .body("errors[0].code", equalTo("parameter-unknown"));
        shop.save(shop.lookUp().put("found", "data")).statusCode(400);
        Tools.asAdmin(shop.tenant)
                .body(shop.lookUp().encode())
                .put(shop.path(shop.find))
                .then()
                .statusCode(409)
                .body("code", equalTo("nothing-to-look-up"));
    }

    @Test
    void isSetByAdministratorsOfItsTenantAlone() {
        var other = Tools.tenant();
        shop.save(shop.lookUp()).statusCode(200);

        Tools.asAdmin(other)
                .body(shop.lookUp().encode())
                .put(shop.path(shop.act))
                .then()
                .statusCode(404);
        Tools.asAdmin(other).get(shop.path(shop.act)).then().statusCode(404);
        Tools.asAdmin(other).delete(shop.path(shop.act)).then().statusCode(404);
        Tools.as(TestTokens.member(Role.EDITOR, shop.tenant))
                .body(shop.lookUp().encode())
                .put(shop.path(shop.act))
                .then()
                .statusCode(403);
        Tools.asAdmin(shop.tenant)
                .get(shop.path(shop.act))
                .then()
                .statusCode(200)
                .body("found", equalTo("/data/0"));
        Tools.asAdmin(shop.tenant).delete(shop.path(shop.act)).then().statusCode(204);
        Tools.asAdmin(shop.tenant).get(shop.path(shop.act)).then().statusCode(404);
        Tools.asAdmin(shop.tenant).delete(shop.path(shop.act)).then().statusCode(404);
    }
}
