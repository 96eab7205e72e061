package usher.tool.customapi;

import static org.hamcrest.Matchers.equalTo;
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

/** An API that has moved is followed when it is read, as far as the guard lets a call go; nothing else is sent twice. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class RedirectedReadTest {
    private final TenantId tenant = Tools.tenant();
    private final ToolServer here = new ToolServer();
    private final ToolServer there = new ToolServer();

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void takesItsCredentialsAlongAtItsOwnAddressAlone() {
        // Given
        here.answer("/near", 200, "{\"at\": \"near\"}");
        there.answer("/far", 200, "{\"at\": \"far\"}");
        redirect("/old", "/near");
        redirect("/gone", there.url("/far"));

        // When
        var near = run("GET", "/old");
        var far = run("GET", "/gone");

        // Then
        near.body("state", equalTo("succeeded")).body("result.at", equalTo("near"));
        far.body("state", equalTo("succeeded")).body("result.at", equalTo("far"));
        assertEquals("Bearer t-98765", here.received("/near").getFirst().header("authorization"));
        assertEquals("", there.received("/far").getFirst().header("authorization"));
    }

    @ParameterizedTest
    @CsvSource({"http://10.0.0.1/", "ftp://example.com/x"})
    void isNotLedToWhereItMayNotGo(String location) {
        redirect("/old", location);

        run("GET", "/old")
                .body("state", equalTo("failed"))
                .body("error.code", equalTo("url-not-allowed"))
                .body("error.retryable", equalTo(false));
    }

    @Test
    void doesNotRepeatElsewhereWhatChangesSomething() {
        here.answer("/near", 200, "{}");
        redirect("/old", "/near");

        run("PUT", "/old").body("state", equalTo("failed")).body("http_status", equalTo(307));

        assertEquals(0, here.received("/near").size());
    }

    @Test
    void readsALongAnswerForAPartOfItAndNoEndlessOne() {
        here.answer("/long", 200, "{\"rest\": \"" + "x".repeat(200_000) + "\", \"left\": 3}");
        here.answer("/endless", 200, "{\"rest\": \"" + "x".repeat(300_000) + "\", \"left\": 3}");

        run("GET", "/long").body("state", equalTo("succeeded")).body("result", equalTo(3));
        run("GET", "/endless").body("error.code", equalTo("result-too-large"));
    }

    private ValidatableResponse run(String method, String path) {
        var settings =
                new JsonObject().put("base_url", here.url("")).put("auth", new JsonObject().put("method", "bearer"));
        var id = Systems.connect(
                tenant, Systems.integration("custom_api", settings, new JsonObject().put("token", "t-98765")));
        var definition = new JsonObject().put("method", method).put("path", path);
        if (path.equals("/long") || path.equals("/endless")) {
            definition.put("result", "/left");
        }
        var operation =
                Systems.operation(definition, Systems.texts()).put("risk", method.equals("GET") ? "read" : "write");
        return Systems.run(tenant, id, Systems.add(tenant, id, operation), new JsonObject());
    }

    private void redirect(String path, String location) {
        here.answer(
                path,
                (request, number) -> request.response()
                        .setStatusCode(307)
                        .putHeader("location", location)
                        .end());
    }
}
