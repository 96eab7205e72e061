package usher.tool.live;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.event.LiveSource;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** Operations that ground answers: which may, and who is told of them. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class LiveSourceTest {
    private final ToolServer server = new ToolServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void announcesASourceToItsTenantAloneAndTakesItBack() {
        // Given
        var hours = Ground.of(server, "/hours", Systems.texts());
        var other = Ground.of(server, "/hours", Systems.texts());

        // When
        hours.save(Ground.HOURS).statusCode(200).body("label", equalTo("Opening hours"));
        hours.save(Ground.HOURS.copy().put("words", new JsonArray())).statusCode(200);
        Tools.asAdmin(hours.tenant()).delete(hours.path()).then().statusCode(204);
        other.save(Ground.HOURS).statusCode(200);

        // Then
        var told = hours.announced(3);
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
        assertEquals(1, other.announced(1).getFirst().sources().size());
        Tools.asAdmin(hours.tenant()).get(hours.path()).then().statusCode(404);
    }

    @Test
    void anotherTenantsOperationIsNoSource() {
        var hours = Ground.of(server, "/hours", Systems.texts());
        hours.save(Ground.HOURS).statusCode(200);
        server.answer("/hours", 200, "{\"open\": true}");
        var stranger = hours.askedBy(Tools.tenant());

        stranger.save(Ground.HOURS).statusCode(404);
        Tools.asAdmin(stranger.tenant()).get(stranger.path()).then().statusCode(404);
        Tools.asAdmin(stranger.tenant()).delete(stranger.path()).then().statusCode(404);
        stranger.ask(null).statusCode(200).body("data.size()", equalTo(0));
        assertEquals(0, server.received("/hours").size());
    }

    @Test
    void takesOnlyWhatReadsAndKeepsItSo() {
        // Given
        var write = Systems.operation(Systems.get("/cancel").put("method", "POST"), Systems.texts())
                .put("risk", "write");
        var cancel = Ground.of(server, write);
        var hours = Ground.of(server, "/hours", Systems.texts());

        // When, Then
        cancel.save(Ground.HOURS).statusCode(400).body("errors[0].code", equalTo("not-a-read"));
        hours.save(Ground.HOURS).statusCode(200);
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
        var hours = Ground.of(server, "/hours", Systems.texts());
        hours.save(Ground.HOURS).statusCode(200);
        server.answer("/hours", 200, "{\"open\": true}");

        Tools.asAdmin(hours.tenant())
                .delete(Systems.operations(hours.integration()) + "/" + hours.operation())
                .then()
                .statusCode(204);

        assertEquals(List.of(), hours.announced(2).get(1).sources());
        hours.ask(null).body("data.size()", equalTo(0));
    }

    @Test
    void saysWhatIsWrongWithASource() {
        var parameters = Systems.texts("q").put("required", new JsonArray().add("q"));
        var hours = Ground.of(server, "/hours", parameters);

        hours.save(Ground.HOURS).statusCode(400).body("errors[0].code", equalTo("parameter-missing"));
        hours.save(Ground.HOURS.copy().put("question", "x"))
                .statusCode(400)
                .body("errors[0].code", equalTo("parameter-unknown"));
        hours.save(Ground.HOURS.copy().put("question", "q").put("arguments", new JsonObject().put("q", "a")))
                .statusCode(400)
                .body("errors[0].code", equalTo("parameter-twice"));
        hours.save(Ground.HOURS.copy().put("question", "q").put("label", " ")).statusCode(400);
        hours.save(Ground.HOURS.copy().put("question", "q").put("url", "javascript:alert(1)"))
                .statusCode(400);
        hours.save(Ground.HOURS.copy().put("question", "q")).statusCode(200);
    }
}
