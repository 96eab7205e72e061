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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.event.LiveSource;
import usher.contracts.event.ToolsChanged;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

/** Operations that ground answers: who is told of them, what they are asked with, and that nothing of it stays. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class LiveSourceTest {
    private static final String LIVE_DATA = "/api/v1/tools/internal/live-data";
    private static final JsonObject HOURS = new JsonObject()
            .put("label", "Opening hours")
            .put("url", "https://shop.example.com/hours")
            .put("words", new JsonArray().add("open"));

    private final ToolServer server = new ToolServer();

    @Inject
    RedisAPI redis;

    @AfterEach
    void close() {
        server.close();
    }

    /** A tenant's operation. */
    private record Asked(TenantId tenant, String integration, String operation) {
        String path() {
            return Systems.operations(integration) + "/" + operation + "/live-source";
        }

        Asked of(TenantId other) {
            return new Asked(other, integration, operation);
        }
    }

    @Test
    void announcesASourceToItsTenantAloneAndTakesItBack() {
        // Given
        var hours = operation("/hours", Systems.texts());
        var other = operation("/hours", Systems.texts());

        // When
        save(hours, HOURS).statusCode(200).body("label", equalTo("Opening hours"));
        save(hours, HOURS.copy().put("words", new JsonArray())).statusCode(200);
        Tools.asAdmin(hours.tenant()).delete(hours.path()).then().statusCode(204);
        save(other, HOURS).statusCode(200);

        // Then
        var told = announced(hours.tenant(), 3);
        var source = told.getFirst().sources().getFirst();
        assertEquals(hours.operation(), source.operation().toString());
        assertEquals(
                new LiveSource(
                        source.operation(),
                        "Opening hours",
                        "https://shop.example.com/hours",
                        List.of("open"),
                        List.of(),
                        false),
                source);
        assertEquals(List.of(), told.get(2).sources());
        assertEquals(1, announced(other.tenant(), 1).getFirst().sources().size());
        Tools.asAdmin(hours.tenant()).get(hours.path()).then().statusCode(404);
    }

    @Test
    void anotherTenantsOperationIsNoSource() {
        var hours = operation("/hours", Systems.texts());
        save(hours, HOURS).statusCode(200);
        server.answer("/hours", 200, "{\"open\": true}");
        var stranger = hours.of(Tools.tenant());

        save(stranger, HOURS).statusCode(404);
        Tools.asAdmin(stranger.tenant()).get(stranger.path()).then().statusCode(404);
        Tools.asAdmin(stranger.tenant()).delete(stranger.path()).then().statusCode(404);
        ask(stranger, null).statusCode(200).body("data.size()", equalTo(0));
        assertEquals(0, server.received("/hours").size());
    }

    @Test
    void asksWithTheQuestionFixedArgumentsAndTheSignedIdentity() {
        // Given
        var parameters = Systems.texts("q", "shop", "customer");
        var definition = Systems.get("/orders")
                .put(
                        "query",
                        new JsonObject().put("q", "{q}").put("shop", "{shop}").put("customer", "{customer}"));
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api(server.url("/")));
        var orders = new Asked(
                tenant, integration, Systems.add(tenant, integration, Systems.operation(definition, parameters)));
        var uris = new CopyOnWriteArrayList<String>();
        server.answer("/orders", (request, number) -> {
            uris.add(request.uri());
            request.response().end("{\"state\": \"sent\"}");
        });
        save(
                        orders,
                        new JsonObject()
                                .put("label", "Orders")
                                .put("arguments", new JsonObject().put("shop", "oslo"))
                                .put("question", "q")
                                .put("identity", new JsonObject().put("customer", "sub")))
                .statusCode(200);

        // When
        var signed = ask(orders, new JsonObject().put("sub", "cust_7"));
        var anonymous = ask(orders, null);

        // Then
        signed.statusCode(200).body("data[0].result.state", equalTo("sent"));
        anonymous.statusCode(200).body("data.size()", equalTo(0));
        assertEquals(1, uris.size());
        assertTrue(uris.getFirst().contains("customer=cust_7"), uris.toString());
        assertTrue(uris.getFirst().contains("shop=oslo"), uris.toString());
        assertTrue(uris.getFirst().contains("q=Are"), uris.toString());
        assertTrue(announced(tenant, 1).getFirst().sources().getFirst().needsIdentity());
        logged(tenant)
                .body("data.arguments.q", contains("[question]"))
                .body("data.arguments.customer", contains("[identity]"))
                .body("data.arguments.shop", contains("oslo"));
        logged(Tools.tenant()).body("data.size()", equalTo(0));
    }

    @Test
    void leavesOutWhatIsLateOrDeadAndGivesTheRestInTime() {
        // Given
        var hours = operation("/hours", Systems.texts());
        server.answer("/hours", 200, "{\"open\": true}");
        var slow = beside(hours, "/slow");
        server.answer("/slow", (request, number) -> {});
        var dead = beside(hours, "/dead");
        server.answer("/dead", 500, "{}");
        Stream.of(hours, slow, dead).forEach(each -> save(each, HOURS).statusCode(200));

        // When
        long began = System.nanoTime();
        var answer = ask(hours.tenant(), null, slow.operation(), dead.operation(), hours.operation());

        // Then
        answer.statusCode(200).body("data.operation", containsInAnyOrder(hours.operation()));
        assertTrue(System.nanoTime() - began < 2_000_000_000L, "it does not wait for what is late");
        logged(hours.tenant()).body("data.state", containsInAnyOrder("failed", "failed", "succeeded"));
    }

    /** The operation's answers are remembered for tools; for grounds they are neither looked for nor kept. */
    @Test
    void keepsNothingOfWhatItIsTold() {
        // Given
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api(server.url("/")));
        var remembered =
                Systems.operation(Systems.get("/stock"), Systems.texts()).put("cache_seconds", 600);
        var stock = new Asked(tenant, integration, Systems.add(tenant, integration, remembered));
        save(stock, HOURS).statusCode(200);
        server.answer("/stock", (request, number) -> request.response().end("{\"left\": " + number + "}"));

        // When
        ask(stock, null).body("data[0].result.left", equalTo(1));
        ask(stock, null).body("data[0].result.left", equalTo(2));

        // Then
        var keys = redis.keys("t:" + tenant + ":*").await().indefinitely();
        assertFalse(String.valueOf(keys).contains(":result:"), String.valueOf(keys));
        logged(tenant).body("data.state", contains("succeeded", "succeeded")).body("data[0].result", nullValue());
    }

    @Test
    void takesOnlyWhatReadsAndKeepsItSo() {
        // Given
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api(server.url("/")));
        var write = Systems.operation(Systems.get("/cancel").put("method", "POST"), Systems.texts())
                .put("risk", "write");
        var cancel = new Asked(tenant, integration, Systems.add(tenant, integration, write));
        var hours = operation("/hours", Systems.texts());

        // When, Then
        save(cancel, HOURS).statusCode(400).body("errors[0].code", equalTo("not-a-read"));
        save(hours, HOURS).statusCode(200);
        var changed = Systems.operation(Systems.get("/hours"), Systems.texts()).put("risk", "write");
        Tools.asAdmin(hours.tenant())
                .body(changed.encode())
                .put(Systems.operations(hours.integration()) + "/" + hours.operation())
                .then()
                .statusCode(409)
                .body("code", equalTo("operation-grounds-answers"));
    }

    @Test
    void isGoneWithItsOperation() {
        var hours = operation("/hours", Systems.texts());
        save(hours, HOURS).statusCode(200);
        server.answer("/hours", 200, "{\"open\": true}");

        Tools.asAdmin(hours.tenant())
                .delete(Systems.operations(hours.integration()) + "/" + hours.operation())
                .then()
                .statusCode(204);

        assertEquals(List.of(), announced(hours.tenant(), 2).get(1).sources());
        ask(hours, null).body("data.size()", equalTo(0));
    }

    @Test
    void saysWhatIsWrongWithASource() {
        var parameters = Systems.texts("q").put("required", new JsonArray().add("q"));
        var hours = operation("/hours", parameters);

        save(hours, HOURS).statusCode(400).body("errors[0].code", equalTo("parameter-missing"));
        save(hours, HOURS.copy().put("question", "x"))
                .statusCode(400)
                .body("errors[0].code", equalTo("parameter-unknown"));
        save(hours, HOURS.copy().put("question", "q").put("arguments", new JsonObject().put("q", "a")))
                .statusCode(400)
                .body("errors[0].code", equalTo("parameter-twice"));
        save(hours, HOURS.copy().put("question", "q").put("label", " ")).statusCode(400);
        save(hours, HOURS.copy().put("question", "q").put("url", "javascript:alert(1)"))
                .statusCode(400);
        save(hours, HOURS.copy().put("question", "q")).statusCode(200);
    }

    private Asked operation(String path, JsonObject parameters) {
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api(server.url("/")));
        var operation = Systems.operation(Systems.get(path), parameters);
        return new Asked(tenant, integration, Systems.add(tenant, integration, operation));
    }

    private static Asked beside(Asked other, String path) {
        var operation = Systems.operation(Systems.get(path), Systems.texts());
        return new Asked(
                other.tenant(), other.integration(), Systems.add(other.tenant(), other.integration(), operation));
    }

    private static ValidatableResponse save(Asked asked, JsonObject source) {
        return Tools.asAdmin(asked.tenant())
                .body(source.encode())
                .put(asked.path())
                .then();
    }

    private static ValidatableResponse ask(Asked asked, @Nullable JsonObject identity) {
        return ask(asked.tenant(), identity, asked.operation());
    }

    private static ValidatableResponse ask(TenantId tenant, @Nullable JsonObject identity, String... operations) {
        var wanted = new JsonObject()
                .put("operations", new JsonArray(List.of(operations)))
                .put("question", "Are you open?")
                .put("identity", identity)
                .put("locale", "en")
                .put("timeout_ms", 600);
        return Tools.as(TestTokens.service("tool", tenant))
                .body(wanted.encode())
                .post(LIVE_DATA)
                .then();
    }

    private static ValidatableResponse logged(TenantId tenant) {
        return Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS + "?origin=live")
                .then()
                .statusCode(200);
    }

    /** After the first, which tells that there is an integration. */
    private static List<ToolsChanged> announced(TenantId tenant, int times) {
        var told = Topics.until(Topic.TOOLS, tenant, ToolsChanged.class, all -> all.size() > times);
        return told.subList(1, told.size());
    }
}
