package usher.tool.customapi;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class OAuth2Test {
    private final ToolServer server = new ToolServer();
    private final TenantId tenant = Tools.tenant();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void getsOneTokenForManyCalls() throws Exception {
        // Given
        issueTokens(3600);
        server.answer("/thing", 200, "{}");
        var id = connect(tenant);
        var operation = Systems.add(tenant, id, Systems.operation(Systems.get("/thing"), Systems.texts()));

        // When
        var running = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> Systems.run(tenant, id, operation, new JsonObject())
                                .body("state", equalTo("succeeded")),
                        Thread::startVirtualThread))
                .limit(6)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(running).get(30, TimeUnit.SECONDS);

        // Then
        assertEquals(1, server.received("/token").size());
        var asked = server.received("/token").getFirst();
        assertEquals("grant_type=client_credentials&scope=orders%3Aread%20stock", asked.body());
        assertEquals("Basic Y2xpZW50JTNBMTpzM2NyM3QlMkYx", asked.header("authorization"));
        assertEquals("Bearer issued-1", server.received("/thing").getLast().header("authorization"));
    }

    @Test
    void triesOnceMoreWithANewTokenWhenOneIsRefused() {
        // Given
        issueTokens(3600);
        server.answer(
                "/thing",
                (request, number) -> request.response()
                        .setStatusCode("Bearer issued-2".equals(request.getHeader("authorization")) ? 200 : 401)
                        .end("{}"));
        var id = connect(tenant);
        var operation = Systems.add(tenant, id, Systems.operation(Systems.get("/thing"), Systems.texts()));

        // When
        var run = Systems.run(tenant, id, operation, new JsonObject());

        // Then
        run.body("state", equalTo("succeeded"));
        Systems.run(tenant, id, operation, new JsonObject()).body("state", equalTo("succeeded"));
        assertEquals(2, server.received("/token").size());
        assertEquals(3, server.received("/thing").size());
    }

    @Test
    void givesUpWhenTheNewTokenIsRefusedToo() {
        // Given
        issueTokens(3600);
        server.answer("/thing", 401, "{\"message\": \"issued-2 is not welcome\"}");
        var id = connect(tenant);
        var operation = Systems.add(tenant, id, Systems.operation(Systems.get("/thing"), Systems.texts()));

        // When
        var run = Systems.run(tenant, id, operation, new JsonObject());

        // Then
        run.body("error.code", equalTo("integration-unauthorized")).body(not(containsString("issued-2")));
        assertEquals(2, server.received("/thing").size());
    }

    @Test
    void keepsNoTokenThatIsAboutToEnd() {
        issueTokens(5);
        server.answer("/thing", 200, "{}");
        var id = connect(tenant);
        var operation = Systems.add(tenant, id, Systems.operation(Systems.get("/thing"), Systems.texts()));

        Systems.run(tenant, id, operation, new JsonObject()).body("state", equalTo("succeeded"));
        Systems.run(tenant, id, operation, new JsonObject()).body("state", equalTo("succeeded"));

        assertEquals(2, server.received("/token").size());
    }

    @Test
    void givesEachTenantATokenOfItsOwnAndNewCredentialsANewOne() {
        // Given
        issueTokens(3600);
        server.answer("/thing", 200, "{}");
        var other = Tools.tenant();
        var mine = connect(tenant);
        var theirs = connect(other);
        var mineOperation = Systems.add(tenant, mine, Systems.operation(Systems.get("/thing"), Systems.texts()));
        var theirOperation = Systems.add(other, theirs, Systems.operation(Systems.get("/thing"), Systems.texts()));

        // When
        Systems.run(tenant, mine, mineOperation, new JsonObject());
        Systems.run(other, theirs, theirOperation, new JsonObject());
        var changed = wanted().put("enabled", true);
        changed.remove("kind");
        Tools.asAdmin(tenant)
                .body(changed.encode())
                .put(Systems.INTEGRATIONS + "/" + mine)
                .then()
                .statusCode(200);
        Systems.run(tenant, mine, mineOperation, new JsonObject());

        // Then
        assertEquals(3, server.received("/token").size());
    }

    @Test
    void saysWhenThereIsNoToken() {
        // Given
        server.answer("/token", 400, """
                {"error": "invalid_client", "error_description": "s3cr3t/1 is wrong"}""");
        var id = connect(tenant);
        var operation = Systems.add(
                tenant,
                id,
                Systems.operation(new JsonObject().put("method", "POST").put("path", "/thing"), Systems.texts())
                        .put("risk", "write"));

        // When
        var run = Systems.run(tenant, id, operation, new JsonObject());

        // Then
        run.body("error.code", equalTo("integration-unauthorized")).body("error.uncertain", equalTo(false));
        run.body(not(containsString("s3cr3t")));
        Systems.post(tenant, Systems.INTEGRATIONS + "/" + id + "/test", new JsonObject())
                .body("status", equalTo("failing"))
                .body("test_code", equalTo("integration-unauthorized"));
        assertEquals(0, server.received("/thing").size());
    }

    private void issueTokens(int seconds) {
        server.answer(
                "/token",
                (request, number) -> request.response()
                        .end(new JsonObject()
                                .put("access_token", "issued-" + number)
                                .put("token_type", "Bearer")
                                .put("expires_in", seconds)
                                .encode()));
    }

    private String connect(TenantId owner) {
        return Systems.connect(owner, wanted());
    }

    private JsonObject wanted() {
        var auth = new JsonObject()
                .put("method", "oauth2")
                .put("token_url", server.url("/token"))
                .put("scopes", "orders:read stock");
        return Systems.integration(
                "custom_api",
                new JsonObject().put("base_url", server.url("")).put("auth", auth),
                new JsonObject().put("client_id", "client:1").put("client_secret", "s3cr3t/1"));
    }
}
