package usher.tool.live;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** What operations that ground answers are asked with, for how long, and that nothing of it stays. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class LiveDataTest {
    private final ToolServer server = new ToolServer();

    @Inject
    RedisAPI redis;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void asksWithTheQuestionFixedArgumentsAndTheSignedIdentity() {
        // Given
        var parameters = Systems.texts("q", "shop", "customer");
        var definition = Systems.get("/orders")
                .put(
                        "query",
                        new JsonObject().put("q", "{q}").put("shop", "{shop}").put("customer", "{customer}"));
        var orders = Ground.of(server, Systems.operation(definition, parameters));
        var uris = new CopyOnWriteArrayList<String>();
        server.answer("/orders", (request, number) -> {
            uris.add(request.uri());
            request.response().end("{\"state\": \"sent\"}");
        });
        orders.save(new JsonObject()
                        .put("label", "Orders")
                        .put("arguments", new JsonObject().put("shop", "oslo"))
                        .put("question", "q")
                        .put("identity", new JsonObject().put("customer", "sub")))
                .statusCode(200);

        // When
        var signed = orders.ask(new JsonObject().put("sub", "cust_7"));
        var anonymous = orders.ask(null);

        // Then
        signed.statusCode(200).body("data[0].result.state", equalTo("sent"));
        anonymous.statusCode(200).body("data.size()", equalTo(0));
        assertEquals(1, uris.size());
        assertTrue(uris.getFirst().contains("customer=cust_7"), uris.toString());
        assertTrue(uris.getFirst().contains("shop=oslo"), uris.toString());
        assertTrue(uris.getFirst().contains("q=Are"), uris.toString());
        assertTrue(orders.announced(1).getFirst().sources().getFirst().needsIdentity());
        logged(orders.tenant())
                .body("data.arguments.q", contains("[question]"))
                .body("data.arguments.customer", contains("[identity]"))
                .body("data.arguments.shop", contains("oslo"));
        logged(Tools.tenant()).body("data.size()", equalTo(0));
    }

    @Test
    void leavesOutWhatIsLateOrDeadAndGivesTheRestInTime() {
        // Given
        var hours = Ground.of(server, "/hours", Systems.texts());
        server.answer("/hours", 200, "{\"open\": true}");
        var slow = hours.beside("/slow");
        server.answer("/slow", (request, number) -> {});
        var dead = hours.beside("/dead");
        server.answer("/dead", 500, "{}");
        Stream.of(hours, slow, dead).forEach(each -> each.save(Ground.HOURS).statusCode(200));

        // When
        long began = System.nanoTime();
        var answer = hours.ask(null, slow.operation(), dead.operation(), hours.operation());

        // Then
        answer.statusCode(200).body("data.operation", containsInAnyOrder(hours.operation()));
        assertTrue(System.nanoTime() - began < 2_000_000_000L, "it does not wait for what is late");
        logged(hours.tenant()).body("data.state", containsInAnyOrder("failed", "failed", "succeeded"));
    }

    /** The operation's answers are remembered for tools; for grounds they are neither looked for nor kept. */
    @Test
    void keepsNothingOfWhatItIsTold() {
        // Given
        var remembered =
                Systems.operation(Systems.get("/stock"), Systems.texts()).put("cache_seconds", 600);
        var stock = Ground.of(server, remembered);
        stock.save(Ground.HOURS).statusCode(200);
        server.answer("/stock", (request, number) -> request.response().end("{\"left\": " + number + "}"));

        // When
        stock.ask(null).body("data[0].result.left", equalTo(1));
        stock.ask(null).body("data[0].result.left", equalTo(2));

        // Then
        var keys = redis.keys("t:" + stock.tenant() + ":*").await().indefinitely();
        assertFalse(String.valueOf(keys).contains(":result:"), String.valueOf(keys));
        logged(stock.tenant())
                .body("data.state", contains("succeeded", "succeeded"))
                .body("data[0].result", nullValue());
    }

    private static ValidatableResponse logged(TenantId tenant) {
        return Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS + "?origin=live")
                .then()
                .statusCode(200);
    }
}
