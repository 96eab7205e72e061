package usher.tool.catalog;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class CatalogTest {
    private final String admin = TestTokens.platformAdmin();

    @Test
    void keepsATool() {
        // Given
        var wanted = Tools.orderTool(Tools.newName());
        var path = Tools.CATALOG + "/" + Tools.register(wanted);

        // When
        Tools.as(admin)
                .body(wanted.copy().put("risk", "money").encode())
                .put(path)
                .then()
                .statusCode(200);

        // Then
        Tools.as(TestTokens.member(Role.ANALYST, Tools.tenant()))
                .get(path)
                .then()
                .statusCode(200)
                .body("name", equalTo(wanted.getString("name")))
                .body("risk", equalTo("money"))
                .body("identity.customer_id", equalTo("sub"))
                .body("parameters.properties.order.type", equalTo("string"));
    }

    @Test
    void deletesAToolAndFreesItsName() {
        var wanted = Tools.orderTool(Tools.newName());
        var path = Tools.CATALOG + "/" + Tools.register(wanted);

        Tools.as(admin).delete(path).then().statusCode(204);

        Tools.as(admin).get(path).then().statusCode(404);
        Tools.as(admin).delete(path).then().statusCode(404);
        Tools.register(wanted);
    }

    @Test
    void hasEachNameOnce() {
        var first = Tools.orderTool(Tools.newName());
        var second = Tools.orderTool(Tools.newName());
        Tools.register(first);
        var path = Tools.CATALOG + "/" + Tools.register(second);

        Tools.as(admin)
                .body(first.encode())
                .post(Tools.CATALOG)
                .then()
                .statusCode(409)
                .body("code", equalTo("tool-name-taken"));
        Tools.as(admin).body(first.encode()).put(path).then().statusCode(409);
    }

    @Test
    void carriesOutARepeatedRequestOnce() {
        var wanted = Tools.orderTool(Tools.newName()).encode();
        String first = Tools.as(admin)
                .header("Idempotency-Key", wanted.hashCode())
                .body(wanted)
                .post(Tools.CATALOG)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        Tools.as(admin)
                .header("Idempotency-Key", wanted.hashCode())
                .body(wanted)
                .post(Tools.CATALOG)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first));
    }

    @Test
    void comesInPages() {
        var first = Tools.register(Tools.orderTool(Tools.newName()));
        var second = Tools.register(Tools.orderTool(Tools.newName()));

        var page = Tools.as(admin)
                .queryParam("limit", 1)
                .queryParam("starting_after", first)
                .get(Tools.CATALOG)
                .then()
                .statusCode(200);

        page.body("data.size()", equalTo(1)).body("data.id", not(hasItem(first)));
        Tools.as(admin)
                .queryParam("starting_after", second)
                .get(Tools.CATALOG)
                .then()
                .body("data.id", not(hasItem(first)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"string\"}",
                "[]",
                "true",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"text\"}}}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"http://127.0.0.1:1/x\"}}}",
                "{\"type\": \"object\", \"$id\": \"https://example.com/x\"}",
                "{\"type\": \"object\", \"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
                "{\"type\": \"object\", \"$ref\": \"#/$defs/nowhere\"}",
                "{\"type\": \"object\", \"$ref\": \"#\"}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"(\"}}}",
            })
    void refusesWhatIsNoSchemaOfParameters(String parameters) {
        var wanted = Tools.orderTool(Tools.newName())
                .encode()
                .replaceFirst(
                        "\"parameters\":\\{.*\\},\"identity\"",
                        java.util.regex.Matcher.quoteReplacement("\"parameters\":" + parameters + ",\"identity\""));

        Tools.as(admin)
                .body(wanted)
                .post(Tools.CATALOG)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/parameters"))
                .body("errors[0].code", equalTo("schema-invalid"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | \"Not A Name\"",
                "name | null",
                "name | \"a\\u0000\"",
                "description | \"\"",
                "description | \"a\\u0000\"",
                "risk | \"deadly\"",
                "risk | 7",
                "parameters | null",
                "identity | {\"customer_id\": \"\"}",
                "identity | {\"a b\": \"sub\"}",
                "unknown | 1",
            })
    void refusesABadField(String field, String value) {
        var wanted = Tools.orderTool(Tools.newName());
        wanted.put(field, new JsonObject("{\"v\":" + value + "}").getValue("v"));

        Tools.as(admin).body(wanted.encode()).post(Tools.CATALOG).then().statusCode(400);
    }

    @Test
    void refusesWhatIsNotJson() {
        Tools.as(admin)
                .body("{\"name\":")
                .post(Tools.CATALOG)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-json"));
        Tools.as(admin).body("").post(Tools.CATALOG).then().statusCode(400);
        Tools.as(admin).body("null").post(Tools.CATALOG).then().statusCode(400);
        Tools.as(admin).get(Tools.CATALOG + "?starting_after=x").then().statusCode(400);
        Tools.as(admin).get(Tools.CATALOG + "?limit=1000").then().statusCode(400);
        Tools.as(admin).get(Tools.CATALOG + "/tol_x").then().statusCode(404);
    }

    @Test
    void isChangedByAdministratorsOfThePlatformAlone() {
        var wanted = Tools.orderTool(Tools.newName()).encode();
        var path = Tools.CATALOG + "/" + Tools.register(Tools.orderTool(Tools.newName()));
        for (var token : new String[] {
            TestTokens.member(Role.ADMIN, Tools.tenant()),
            TestTokens.member(Role.EDITOR, null),
            TestTokens.service("tool", Tools.tenant())
        }) {
            Tools.as(token).body(wanted).post(Tools.CATALOG).then().statusCode(403);
            Tools.as(token).body(wanted).put(path).then().statusCode(403);
            Tools.as(token).delete(path).then().statusCode(403);
        }
    }
}
