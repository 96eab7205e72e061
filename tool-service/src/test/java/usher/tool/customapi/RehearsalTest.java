package usher.tool.customapi;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** A dry run of an operation shows the request that would be sent, and sends none. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class RehearsalTest {
    private static final JsonObject NOTE =
            new JsonObject().put("order", "10 42").put("text", "Hello").put("day", "2026-11-29");

    private final TenantId tenant = Tools.tenant();
    private final ToolServer server = new ToolServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"method": "none"}                                 | {}                                           | accept        | application/json
            {"method": "basic"}                                | {"username": "anna-7", "password": "hush-7"} | authorization | Basic [secret]
            {"method": "bearer"}                               | {"token": "hush-7"}                          | authorization | Bearer [secret]
            {"method": "api_key", "in": "header", "name": "K"} | {"api_key": "hush-7"}                        | K             | [secret]
            """)
    void showsAllButWhatItSignsInWith(String auth, String credentials, String header, String value) {
        rehearse(tenant, tool(auth, credentials), NOTE)
                .statusCode(200)
                .body("request.method", equalTo("POST"))
                .body("request.url", equalTo(server.url("/orders/10%2042/notes?since=2026-11-29")))
                .body("request.headers['" + header + "']", equalTo(value))
                .body("request.headers.'idempotency-key'", startsWith("tc_"))
                .body("request.headers.'content-type'", equalTo("application/json"))
                .body("request.body.text", equalTo("Hello"))
                .body("outcome", nullValue())
                .body(not(containsString("hush-7")));
        assertEquals(0, server.received("/orders/10%2042/notes").size());
    }

    @Test
    void coversAKeyThatWouldStandInTheQuery() {
        var tool = tool("{\"method\": \"api_key\", \"in\": \"query\", \"name\": \"key\"}", "{\"api_key\": \"hush-7\"}");

        rehearse(tenant, tool, NOTE)
                .body("request.url", equalTo(server.url("/orders/10%2042/notes?since=2026-11-29&key=[secret]")))
                .body(not(containsString("hush-7")));
    }

    @Test
    void saysWhatIsWrongInsteadOfShowingWhatCannotBeSent() {
        var tool = tool("{\"method\": \"none\"}", "{}");

        rehearse(tenant, tool, NOTE.copy().put("order", ".."))
                .body("request", nullValue())
                .body("outcome.state", equalTo("failed"))
                .body("outcome.error.code", equalTo("arguments-invalid"));
        rehearse(tenant, tool, NOTE.copy().put("order", 7)).body("outcome.error.code", equalTo("arguments-invalid"));
        rehearse(Tools.tenant(), tool, NOTE).statusCode(404);
    }

    /** Binds a tool that takes anything to an operation that writes a note; returns the tool's id. */
    private String tool(String auth, String credentials) {
        var settings = new JsonObject().put("base_url", server.url("")).put("auth", new JsonObject(auth));
        var id = Systems.connect(tenant, Systems.integration("custom_api", settings, new JsonObject(credentials)));
        var definition = new JsonObject()
                .put("method", "POST")
                .put("path", "/orders/{order}/notes")
                .put("query", new JsonObject().put("since", "{day}"))
                .put("body", new JsonObject().put("text", "{text}"));
        var operation = Systems.operation(definition, Systems.texts("order", "text", "day"))
                .put("risk", "write");
        var tool = Tools.plainTool(Tools.newName()).put("risk", "write");
        return Systems.bind(tenant, tool, Systems.add(tenant, id, operation), null);
    }

    private static ValidatableResponse rehearse(TenantId owner, String tool, JsonObject arguments) {
        var dry = new JsonObject().put("arguments", arguments).put("dry_run", true);
        return Systems.post(owner, Tools.TENANT_TOOLS + "/" + tool + "/test", dry);
    }
}
