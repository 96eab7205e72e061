package usher.tool.customapi;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class CustomApiTest {
    private final ToolServer server = new ToolServer();

    @AfterEach
    void close() {
        server.close();
    }

    /** From the settings to the answer a model gets, and what the API was asked on the way. */
    @Test
    void answersAToolByAnOperation() {
        // Given
        var tenant = Tools.tenant();
        var asked = new CopyOnWriteArrayList<String>();
        server.answer("/v2/customers/cust_7/orders/17", (request, number) -> {
            asked.add(request.method() + " " + request.uri() + " " + request.getHeader("x-key"));
            request.response().end("{\"data\": [{\"state\": \"sent\"}], \"meta\": {}}");
        });
        var integration = Systems.connect(
                tenant,
                Systems.integration(
                        "custom_api",
                        new JsonObject()
                                .put("base_url", server.url("/v2/"))
                                .put(
                                        "auth",
                                        new JsonObject()
                                                .put("method", "api_key")
                                                .put("name", "X-Key")),
                        new JsonObject().put("api_key", "k-123456")));
        var definition = Systems.get("/customers/{customer}/orders/{number}")
                .put(
                        "query",
                        new JsonObject().put("since", "{day}").put("full", true).put("tag", "{tags}"))
                .put("result", "/data/0");
        var operation = Systems.add(
                tenant, integration, Systems.operation(definition, Systems.texts("customer", "number", "day", "tags")));
        var tool = Tools.orderTool(Tools.newName());
        Systems.bind(
                tenant, tool, operation, new JsonObject().put("order", "number").put("customer_id", "customer"));

        // When
        var outcome = Tools.invoke(
                tenant,
                Tools.call(
                        tool.getString("name"),
                        new JsonObject().put("order", "17").put("customer_id", "cust_8"),
                        new JsonObject().put("sub", "cust_7")));

        // Then
        outcome.statusCode(200).body("state", equalTo("succeeded")).body("result.state", equalTo("sent"));
        assertEquals(List.of("GET /v2/customers/cust_7/orders/17?full=true k-123456"), asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"method": "basic"}                                   | {"username": "ann", "password": "pa:ss wörd"} | authorization | Basic YW5uOnBhOnNzIHfDtnJk
            {"method": "bearer"}                                  | {"token": "t-98765"}                          | authorization | Bearer t-98765
            {"method": "api_key", "in": "header", "name": "K"}    | {"api_key": "k-98765"}                        | k             | k-98765
            """)
    void signsInAsItIsToldTo(String auth, String credentials, String header, String value) {
        // Given
        var tenant = Tools.tenant();
        server.answer("/thing", 200, "{}");
        var settings = new JsonObject().put("base_url", server.url("")).put("auth", new JsonObject(auth));
        var id = Systems.connect(tenant, Systems.integration("custom_api", settings, new JsonObject(credentials)));
        var operation = Systems.add(tenant, id, Systems.operation(Systems.get("/thing"), Systems.texts()));

        // When
        var run = Systems.run(tenant, id, operation, new JsonObject());

        // Then
        run.statusCode(200).body("state", equalTo("succeeded"));
        assertEquals(value, server.received("/thing").getFirst().header(header));
    }

    @Test
    void sendsValuesAsTheyAreAndAKeyWithWhatChangesSomething() {
        // Given
        var tenant = Tools.tenant();
        server.answer("/notes", 201, "");
        var id = Systems.connect(tenant, Systems.api(server.url("")));
        var body = new JsonObject()
                .put("note", "For {name}: {text}")
                .put("text", "{text}")
                .put("count", "{count}")
                .put("absent", "{absent}")
                .put("fixed", new JsonArray().add(1).add("{text}"));
        var parameters = Systems.texts("name", "text", "absent");
        parameters.getJsonObject("properties").put("count", new JsonObject().put("type", "integer"));
        var definition =
                new JsonObject().put("method", "POST").put("path", "/notes").put("body", body);
        var operation = Systems.add(
                tenant, id, Systems.operation(definition, parameters).put("risk", "write"));
        var hostile = "\", \"admin\": true, \"x\": \"";

        // When
        var run = Systems.run(
                tenant,
                id,
                operation,
                new JsonObject().put("name", "Ann").put("text", hostile).put("count", 3));

        // Then
        run.statusCode(200).body("state", equalTo("succeeded"));
        var received = server.received("/notes").getFirst();
        assertEquals(
                Map.of("note", "For Ann: " + hostile, "text", hostile, "count", 3, "fixed", List.of(1, hostile)),
                received.json().getMap().entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Map.Entry::getKey,
                                entry ->
                                        entry.getValue() instanceof java.util.List<?> list ? list : entry.getValue())));
        assertEquals("application/json", received.header("content-type"));
        assertEquals(true, received.header("idempotency-key").startsWith("tc_"));
    }

    @ParameterizedTest
    @CsvSource({"PUT, , 3", "DELETE, , 3", "POST, , 1", "PATCH, , 1", "POST, true, 3", "PUT, false, 1"})
    void repeatsOnlyWhatMayBeRepeated(String method, String idempotent, int attempts) {
        // Given
        var tenant = Tools.tenant();
        server.answer("/thing", 503, "{\"message\": \"Busy\"}");
        var id = Systems.connect(tenant, Systems.api(server.url("")));
        var definition = new JsonObject().put("method", method).put("path", "/thing");
        if (idempotent != null) {
            definition.put("idempotent", Boolean.valueOf(idempotent));
        }
        var operation = Systems.add(
                tenant, id, Systems.operation(definition, Systems.texts()).put("risk", "write"));

        // When
        var run = Systems.run(tenant, id, operation, new JsonObject());

        // Then
        run.body("error.code", equalTo("tool-status")).body("error.uncertain", equalTo(true));
        run.body("attempts", equalTo(attempts));
        assertEquals(attempts, server.received("/thing").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"error": "invalid_client", "error_description": "Who?"} | integration-unauthorized | Who?          | false
            404 | {"detail": "No order 17"}                                | not-found                | No order 17   | false
            409 | {"errors": [{"message": "Shipped already"}]}             | conflict                 | Shipped already | false
            422 | {"error": {"message": "Bad date"}}                       | request-refused          | Bad date      | false
            500 | <html>Oops</html>                                        | tool-status              | status 500    | true
            """)
    void passesOnWhatTheOtherSideSays(int status, String body, String code, String sentence, boolean retryable) {
        var tenant = Tools.tenant();
        server.answer("/thing", status, body);
        var id = Systems.connect(tenant, Systems.api(server.url("")));
        var operation = Systems.add(tenant, id, Systems.operation(Systems.get("/thing"), Systems.texts()));

        Systems.run(tenant, id, operation, new JsonObject())
                .body("state", equalTo("failed"))
                .body("http_status", equalTo(status))
                .body("error.code", equalTo(code))
                .body("error.message", containsString(sentence))
                .body("error.retryable", equalTo(retryable))
                .body("error.uncertain", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void coversASecretThatComesBack(int status) {
        // Given
        var tenant = Tools.tenant();
        var secret = "s3cr3t+/value";
        server.answer(
                "/echo",
                (request, number) -> request.response()
                        .setStatusCode(status)
                        .end(new JsonObject()
                                .put("message", "You sent " + request.getHeader("k") + " by " + request.uri())
                                .encode()));
        var settings = new JsonObject()
                .put("base_url", server.url(""))
                .put(
                        "auth",
                        new JsonObject()
                                .put("method", "api_key")
                                .put("in", "query")
                                .put("name", "K"));
        var id = Systems.connect(
                tenant, Systems.integration("custom_api", settings, new JsonObject().put("api_key", secret)));
        var operation = Systems.add(tenant, id, Systems.operation(Systems.get("/echo"), Systems.texts()));

        // When
        var run = Systems.run(tenant, id, operation, new JsonObject());

        // Then
        run.body(containsString("[secret]")).body(not(containsString("s3cr3t")));
        assertEquals(1, server.received("/echo").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"method": "TRACE", "path": "/x"}                                      | /definition/method
            {"method": "GET", "path": "x"}                                         | /definition/path
            {"method": "GET", "path": "/{unknown}"}                                | /definition/path
            {"method": "GET", "path": "/x", "headers": {"Authorization": "me"}}    | /definition/headers/Authorization
            {"method": "GET", "path": "/x", "result": "data"}                      | /definition/result
            {"method": "GET", "path": "/x", "url": "https://elsewhere.example"}    | /definition/url
            """)
    void refusesADefinitionThatCannotBe(String definition, String pointer) {
        var tenant = Tools.tenant();
        var id = Systems.connect(tenant, Systems.api("https://api.example.com"));

        Systems.post(
                        tenant,
                        Systems.operations(id),
                        Systems.operation(new JsonObject(definition), Systems.texts("known")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void asksBeforeItChangesSomethingForATry() {
        var tenant = Tools.tenant();
        var id = Systems.connect(tenant, Systems.api(server.url("")));
        var definition = new JsonObject().put("method", "DELETE").put("path", "/thing");
        var operation = Systems.add(
                tenant, id, Systems.operation(definition, Systems.texts()).put("risk", "write"));

        Systems.post(tenant, Systems.operations(id) + "/" + operation + "/run", new JsonObject())
                .statusCode(400)
                .body("errors[0].code", equalTo("confirmation-required"));
        assertEquals(0, server.received("/thing").size());
    }
}
